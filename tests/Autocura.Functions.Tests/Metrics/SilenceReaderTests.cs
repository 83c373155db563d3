using Autocura.Metrics;
using Autocura.Support;
using Microsoft.AspNetCore.Http;

namespace Autocura.Functions.Tests.Metrics;

public sealed class SilenceReaderTests
{
    private const string Silenced = """
        [{ "labels": { "alertname": "KubePodNotReady", "namespace": "shop", "deployment": "cart" }, "status": { "state": "suppressed", "silencedBy": ["abc"], "inhibitedBy": [] } },
         { "labels": { "alertname": "KubePodNotReady", "namespace": "shop", "deployment": "payment" }, "status": { "state": "suppressed", "silencedBy": ["def"], "inhibitedBy": [] } },
         { "labels": { "alertname": "KubePodCrashLooping", "namespace": "shop", "deployment": "cart" }, "status": { "state": "suppressed", "silencedBy": [], "inhibitedBy": ["x"] } }]
        """;

    private const string ByPeople = """[{ "id": "abc", "createdBy": "ana", "comment": "I am at it", "status": { "state": "active" }, "matchers": [{ "name": "deployment", "value": "cart", "isRegex": false }] }]""";
    private const string ByUs = """[{ "id": "abc", "createdBy": "autocura", "comment": "Being remediated [autocura:x]", "status": { "state": "active" }, "matchers": [{ "name": "deployment", "value": "cart", "isRegex": false }] }]""";

    [Fact]
    public async Task A_silence_that_this_system_placed_itself_does_not_count()
    {
        await using var server = await AnswerAsync(ByUs);

        using var reader = Reader(server);

        (await reader.ReadAsync([Some.Alert()], default)).Value.ShouldBe([]);
    }

    [Fact]
    public async Task Whose_silence_it_is_must_be_known()
    {
        await using var server = await AnswerAsync("no json");

        using var reader = Reader(server);

        (await reader.ReadAsync([Some.Alert()], default)).Gap.ShouldContain("silences that cannot be read");
    }

    [Fact]
    public async Task A_silence_that_matches_one_label_more_than_once_is_read_like_any_other()
    {
        const string both = """{ "name": "deployment", "value": "cart.*", "isRegex": true }, { "name": "deployment", "value": "cart-old", "isRegex": false, "isEqual": false }""";
        await using var server = await AnswerAsync(ByPeople.Replace("""{ "name": "deployment", "value": "cart", "isRegex": false }""", both, StringComparison.Ordinal));

        using var reader = Reader(server);

        (await reader.ReadAsync([Some.Alert()], default)).Value.ShouldBe(["KubePodNotReady is silenced (abc)"]);
    }

    [Fact]
    public async Task Only_the_incidents_own_alerts_count_and_only_silences()
    {
        await using var server = await AnswerAsync(ByPeople);

        using var reader = Reader(server);

        (await reader.ReadAsync([Some.Alert(), Some.Alert("KubePodCrashLooping")], default)).Value.ShouldBe(["KubePodNotReady is silenced (abc)"]);
    }

    [Theory]
    [InlineData("", 500, true)]
    [InlineData("", 403, true)]
    [InlineData("no json", 200, false)]
    [InlineData("""[{ "labels": {} }]""", 200, false)]
    public async Task What_is_no_answer_leaves_the_fact_unread(string body, int status, bool mayComeRight)
    {
        await using var server = await LoopbackServer.StartAsync(body, status);

        using var reader = Reader(server);

        var silenced = await reader.ReadAsync([Some.Alert()], default);

        silenced.Value.ShouldBeNull();
        silenced.Gap.ShouldNotBeEmpty();
        silenced.MayComeRight.ShouldBe(mayComeRight);
    }

    [Fact]
    public async Task A_server_that_is_gone_leaves_the_fact_unread()
    {
        using var reader = new SilenceReader(new MetricsOptions { AlertmanagerUrl = new Uri("http://127.0.0.1:9/") }, TimeProvider.System);

        (await reader.ReadAsync([Some.Alert()], default)).Gap.ShouldContain("127.0.0.1:9");
    }

    [Fact]
    public async Task Where_none_is_configured_nobody_can_silence_anything()
    {
        using var reader = new SilenceReader(new MetricsOptions(), TimeProvider.System);

        (await reader.ReadAsync([Some.Alert()], default)).Value.ShouldBe([]);
    }

    private static Task<LoopbackServer> AnswerAsync(string silences) =>
        LoopbackServer.StartAsync(context => context.Response.WriteAsync(context.Request.Path.Value!.EndsWith("silences", StringComparison.Ordinal) ? silences : Silenced));

    private static SilenceReader Reader(LoopbackServer server) => new(new MetricsOptions { AlertmanagerUrl = new Uri(server.Address) }, TimeProvider.System);
}
