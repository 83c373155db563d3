using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.DurableTask;

namespace Autocura.Embedded.Tests.Durable;

/// <summary>
/// The JSON of inputs, outputs, events and custom status: that of the isolated worker's default serializer. Names as written, read without
/// regard to case; enums as numbers; the runtime type decides at the root, the declared one beneath; properties only.
/// </summary>
public sealed class DataConverterTests
{
    public static TheoryData<string> Written => [.. Values.Keys];

    public static TheoryData<string> Read => [.. Texts.Keys];

    private static Dictionary<string, (object? Value, string? Json)> Values { get; } = new()
    {
        ["nothing"] = (null, null),
        ["names as written"] = (new Order("a", 2), """{"Item":"a","Count":2}"""),
        ["anonymous"] = (new { lower = 1, Upper = 2 }, """{"lower":1,"Upper":2}"""),
        ["null members are kept"] = (new Order(null, 2), """{"Item":null,"Count":2}"""),
        ["enum as number"] = (Phase.Late, "7"),
        ["enum with its own converter"] = (Named.Second, "\"Second\""),
        ["fields are left out"] = (new WithField { Property = 1, Field = 2 }, """{"Property":1}"""),
        ["runtime type at the root"] = ((Shape)new Circle { Name = "c", Radius = 1.5 }, """{"Radius":1.5,"Name":"c"}"""),
        ["declared type beneath"] = (new List<Shape> { new Circle { Name = "c", Radius = 1.5 } }, """[{"Name":"c"}]"""),
        ["runtime type in object members"] = (new object[] { 1, "a", new Order("b", 3) }, """[1,"a",{"Item":"b","Count":3}]"""),
        ["UTC time"] = (new DateTime(2026, 1, 5, 8, 0, 0, DateTimeKind.Utc), "\"2026-01-05T08:00:00Z\""),
        ["time without zone"] = (new DateTime(2026, 1, 5, 8, 0, 0, 120), "\"2026-01-05T08:00:00.12\""),
        ["time with offset"] = (new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.FromHours(-3)), "\"2026-01-05T08:00:00-03:00\""),
        ["date"] = (new DateOnly(2026, 1, 5), "\"2026-01-05\""),
        ["time span"] = (new TimeSpan(1, 2, 3, 4, 500), "\"1.02:03:04.5000000\""),
        ["guid"] = (Guid.Empty, "\"00000000-0000-0000-0000-000000000000\""),
        ["address"] = (new Uri("https://example.com/a?b=1"), "\"https://example.com/a?b=1\""),
        ["bytes as base 64"] = (new byte[] { 1, 2, 255 }, "\"AQL/\""),
        ["element"] = (JsonSerializer.SerializeToElement(new { a = 1.10m }), """{"a":1.10}"""),
        ["node"] = (JsonNode.Parse("""{ "a" : [ 1, null ] }"""), """{"a":[1,null]}"""),
        ["dictionary"] = (new Dictionary<string, int> { ["Key"] = 1, ["other key"] = 2 }, """{"Key":1,"other key":2}"""),
        ["dictionary by number"] = (new Dictionary<int, string> { [1] = "a" }, """{"1":"a"}"""),
        ["tuple has fields only"] = ((1, 2), "{}"),
        ["what HTML could mistake is escaped"] = ("<é> & '+' \" \\ \n \ud83d\ude80", "\"\\u003C\\u00E9\\u003E \\u0026 \\u0027\\u002B\\u0027 \\u0022 \\\\ \\n \\uD83D\\uDE80\""),
        ["large numbers"] = (new object[] { long.MaxValue, ulong.MaxValue, 0.1, 1e300, 79228162514264337593543950335m }, "[9223372036854775807,18446744073709551615,0.1,1E+300,79228162514264337593543950335]"),
        ["character"] = ('x', "\"x\""),
        ["truth"] = (true, "true"),
    };

    private static Dictionary<string, (string? Json, object? Value)> Texts { get; } = new()
    {
        ["nothing"] = (null, null),
        ["null"] = ("null", null),
        ["names without regard to case"] = ("""{"ITEM":"a","count":2}""", new Order("a", 2)),
        ["members that are missing"] = ("""{"Item":"a"}""", new Order("a", 0)),
        ["members that nobody knows"] = ("""{"Item":"a","Count":2,"More":[1]}""", new Order("a", 2)),
        ["init members"] = ("""{"Name":"n","Tags":["a"]}""", new Ticket { Name = "n", Tags = ["a"] }),
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void A_value_is_written_as_the_worker_writes_it(string name)
    {
        var (value, json) = Values[name];
        DurableJson.Serialize(value).ShouldBe(json);
    }

    [Theory]
    [MemberData(nameof(Read))]
    public void Text_is_read_as_the_worker_reads_it(string name)
    {
        var (json, value) = Texts[name];
        if (value is Ticket) DurableJson.Serialize(DurableJson.Deserialize<Ticket>(json)).ShouldBe(DurableJson.Serialize(value));
        else DurableJson.Deserialize<Order>(json).ShouldBe(value);
    }

    [Theory]
    [InlineData("\"2\"", "a number in quotes")]
    [InlineData("{", "half an object")]
    [InlineData("2.5", "a part of a whole number")]
    public void What_is_of_another_shape_is_refused(string json, string why) => Should.Throw<JsonException>(() => DurableJson.Deserialize<int>(json), why);

    [Fact]
    public async Task Every_way_a_value_can_take_leaves_it_as_it_was()
    {
        var sent = new Ticket { Name = "\u00e9 <b>", Tags = ["a", "b"], Phase = Phase.Late, Due = TimeSpan.FromMinutes(90), Bytes = [0, 255], More = JsonNode.Parse("""{"x":[1.50]}""") };
        await using var run = await EngineRun.StartAsync(new TestFunctions()
            .Activity<Ticket, Ticket>("Same", ticket => Task.FromResult(ticket!))
            .Orchestrator("Child", context => Task.FromResult<object?>(context.GetInput<Ticket>()))
            .Orchestrator("All", async context =>
            {
                var ticket = await context.CallActivityAsync<Ticket>("Same", context.GetInput<Ticket>());
                ticket = await context.CallSubOrchestratorAsync<Ticket>("Child", ticket);
                context.SetCustomStatus(ticket);
                var told = await context.WaitForExternalEvent<Ticket>("ticket");
                return new[] { ticket, told };
            }));
        var id = await run.ScheduleAsync("All", sent);
        await run.RaiseAsync(id, "ticket", sent);

        var state = await run.StateAsync(id);

        var json = DurableJson.Serialize(sent);
        state.SerializedInput.ShouldBe(json);
        state.SerializedCustomStatus.ShouldBe(json);
        state.SerializedOutput.ShouldBe($"[{json},{json}]");
    }

    private enum Phase
    {
        Early,
        Late = 7,
    }

    [JsonConverter(typeof(JsonStringEnumConverter<Named>))]
    private enum Named
    {
        First,
        Second,
    }

    private sealed record Order(string? Item, int Count);

    private sealed record Ticket
    {
        public required string Name { get; init; }

        public IReadOnlyList<string> Tags { get; init; } = [];

        public Phase Phase { get; init; }

        public TimeSpan Due { get; init; }

        public byte[] Bytes { get; init; } = [];

        public JsonNode? More { get; init; }
    }

    private sealed class WithField
    {
        public int Property { get; init; }

#pragma warning disable CA1051, S1104 // a field, to show that it is left out
        public int Field;
#pragma warning restore CA1051, S1104
    }

    private class Shape
    {
        public string Name { get; init; } = "";
    }

    private sealed class Circle : Shape
    {
        public double Radius { get; init; }
    }
}
