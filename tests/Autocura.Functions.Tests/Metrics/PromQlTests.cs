using Autocura.Embedded.Metrics.Query;
using Autocura.Metrics;

namespace Autocura.Functions.Tests.Metrics;

/// <summary>Label values are free text. Whatever they contain, they must arrive as values and leave the query as it is.</summary>
public sealed class PromQlTests
{
    private const int Seed = 20260105;
    private const string Alphabet = "ab\"'`\\\n\r\t\0{}[]()=~!,.#$ é☃x0n$service$namespace\u007f\u001b";

    public static TheoryData<string> HostileValues =>
    [
        "\"} or vector(1) #",
        "\\",
        "\\\"",
        "a\nb",
        "\\x41",
        "$service",
        "$window",
        "",
        "'); drop",
        "\u0000\u001f\u007f",
    ];

    [Theory]
    [MemberData(nameof(HostileValues))]
    public void A_hostile_value_stays_a_value(string value) => ShouldStayAValue(value);

    [Fact]
    public void Any_text_stays_a_value()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 2000; i++)
        {
            ShouldStayAValue(string.Concat(Enumerable.Range(0, random.Next(0, 12)).Select(_ => Alphabet[random.Next(Alphabet.Length)])));
        }
    }

    [Theory]
    [InlineData(300_000, "300s")]
    [InlineData(1500, "1500ms")]
    [InlineData(1, "1ms")]
    public void A_duration_is_written_so_that_it_is_exact(int milliseconds, string expected) =>
        PromQl.Duration(TimeSpan.FromMilliseconds(milliseconds)).ShouldBe(expected);

    [Fact]
    public void A_window_of_no_length_is_refused() => Should.Throw<ArgumentOutOfRangeException>(() => PromQl.Duration(TimeSpan.Zero));

    private static void ShouldStayAValue(string value)
    {
        var queries = new ServiceLevelQueries(new ServiceLevelTemplates());
        var expression = Parser.Parse(queries.RequestRate(value, "cart", TimeSpan.FromMinutes(5)));

        var rate = expression.ShouldBeOfType<AggregateExpression>().Operand.ShouldBeOfType<CallExpression>();
        var matchers = rate.Arguments.ShouldHaveSingleItem().ShouldBeOfType<RangeExpression>().Selector.Selection.Matchers;
        matchers.Select(matcher => (matcher.Label, matcher.Value))
            .ShouldBe([("__name__", "http_requests_total"), ("namespace", value), ("service", "cart")]);
    }
}
