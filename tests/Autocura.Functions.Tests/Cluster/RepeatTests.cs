using System.Net;
using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Incidents;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Functions.Tests.Cluster;

/// <summary>What is sent again, after which wait, and what is not.</summary>
public sealed class RepeatTests : IAsyncLifetime
{
    private static readonly ObjectRef Cart = Kinds.Deployment.Ref("shop", "cart");
    private readonly WaitsAtOnce time = new();
    private ScriptedApiServer server = null!;

    [Theory]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_read_that_met_a_busy_server_is_repeated(int code)
    {
        server.Answer(ScriptedApiServer.Refuse(code), ScriptedApiServer.Refuse(code), ScriptedApiServer.Ok("""{"kind":"Deployment"}"""));
        using var cluster = Open();
        (await cluster.FindAsync(Cart, CancellationToken.None)).ShouldNotBeNull();
        server.Asked.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(409)]
    [InlineData(500)]
    public async Task A_read_that_was_refused_is_not_repeated(int code)
    {
        server.Answer(ScriptedApiServer.Refuse(code, body: """{"kind":"Status","reason":"Because","message":"It is so."}"""));
        using var cluster = Open();
        var refusal = await Should.ThrowAsync<ClusterException>(() => cluster.FindAsync(Cart, CancellationToken.None));
        refusal.Reason.ShouldBe("Because");
        refusal.Message.ShouldEndWith("deployments/cart: It is so.");
        refusal.Status.ShouldBe((HttpStatusCode)code);
        server.Asked.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(429, PatchKind.Merge, false, true)]
    [InlineData(503, PatchKind.Merge, false, false)]
    [InlineData(503, PatchKind.Merge, true, true)]
    [InlineData(503, PatchKind.Apply, false, false)]
    [InlineData(503, PatchKind.Json, false, true)]
    public async Task A_write_is_repeated_only_when_it_was_not_done_or_cannot_be_done_twice(int code, PatchKind kind, bool dryRun, bool isRepeated)
    {
        server.Answer(ScriptedApiServer.Refuse(code), ScriptedApiServer.Ok());
        using var cluster = Open();
        JsonNode body = kind == PatchKind.Json
            ? new JsonArray(new JsonObject { ["op"] = "replace", ["path"] = "/metadata/resourceVersion", ["value"] = "7" })
            : new JsonObject();
        var writing = cluster.PatchAsync(Cart, new ObjectPatch(kind, body, DryRun: dryRun), CancellationToken.None);
        await (isRepeated ? writing as Task : Should.ThrowAsync<ClusterException>(() => writing));
        server.Asked.Count.ShouldBe(isRepeated ? 2 : 1);
    }

    [Fact]
    public async Task A_JSON_patch_without_a_version_may_be_done_twice_and_is_not_repeated()
    {
        server.Answer(ScriptedApiServer.Refuse(503));
        using var cluster = Open();
        var body = new JsonArray(new JsonObject { ["op"] = "add", ["path"] = "/spec/list/-", ["value"] = 1 });
        await Should.ThrowAsync<ClusterException>(() => cluster.PatchAsync(Cart, new ObjectPatch(PatchKind.Json, body), CancellationToken.None));
        server.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_made_again_for_a_read_and_not_for_a_write()
    {
        server.Answer(ScriptedApiServer.Reset(), ScriptedApiServer.Ok("""{"kind":"Deployment"}"""), ScriptedApiServer.Reset());
        using var cluster = Open();
        (await cluster.FindAsync(Cart, CancellationToken.None)).ShouldNotBeNull();
        var silence = await Should.ThrowAsync<ClusterException>(() => cluster.CreateAsync(Kinds.Deployment, new JsonObject(), CancellationToken.None));
        silence.IsTransient.ShouldBeTrue();
        server.Asked.Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_no_answer()
    {
        server.Answer(
            async http =>
            {
                http.Response.ContentLength = 1000;
                await http.Response.WriteAsync("""{"kind":""");
                await http.Response.Body.FlushAsync();
                http.Abort();
            },
            ScriptedApiServer.Ok("""{"kind":"Deployment"}"""));
        using var cluster = Open();
        (await cluster.FindAsync(Cart, CancellationToken.None)).ShouldNotBeNull();
        server.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_server_that_takes_no_connections_has_executed_nothing_so_even_a_write_is_repeated()
    {
        using var cluster = Open();
        await server.DisposeAsync();
        Directory.CreateDirectory(Path.GetDirectoryName(server.Kubeconfig)!);
        await File.WriteAllTextAsync(server.Kubeconfig, "current-context: c\ncontexts: [{ name: c, context: { cluster: k } }]\nclusters: [{ name: k, cluster: { server: 'http://127.0.0.1:1' } }]");
        var silence = await Should.ThrowAsync<ClusterException>(() => cluster.CreateAsync(Kinds.Deployment, new JsonObject(), CancellationToken.None));
        silence.Reason.ShouldBe("Unreachable");
        silence.Status.ShouldBeNull();
        time.Waits.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("Mon, 05 Jan 2026 08:00:09 GMT", 9)]
    [InlineData("Mon, 05 Jan 2026 07:00:00 GMT", 0)]
    public async Task The_server_says_when_to_come_back(string retryAfter, int seconds)
    {
        server.Answer(ScriptedApiServer.Refuse(429, retryAfter), ScriptedApiServer.Ok());
        using var cluster = Open(chance: 0);
        await cluster.FindAsync(Cart, CancellationToken.None);
        time.Waits.ShouldBe(seconds == 0 ? [] : [TimeSpan.FromSeconds(seconds)]);
    }

    [Fact]
    public async Task A_server_that_wants_to_be_left_alone_for_longer_than_we_have_patience_is_not_waited_for()
    {
        server.Answer(ScriptedApiServer.Refuse(429, "3600"));
        using var cluster = Open();
        (await Should.ThrowAsync<ClusterException>(() => cluster.FindAsync(Cart, CancellationToken.None))).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        server.Asked.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(1.0, new[] { 250, 500, 1000 })]
    [InlineData(0.5, new[] { 125, 250, 500 })]
    public async Task Waits_double_within_their_chance_until_the_attempts_are_used_up(double chance, int[] milliseconds)
    {
        server.Answer(ScriptedApiServer.Refuse(503));
        using var cluster = Open(chance);
        (await Should.ThrowAsync<ClusterException>(() => cluster.FindAsync(Cart, CancellationToken.None))).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        time.Waits.ShouldBe(milliseconds.Select(wait => TimeSpan.FromMilliseconds(wait)));
        server.Asked.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_page_in_HTML_in_front_of_the_server_is_told_and_passing()
    {
        server.Answer(ScriptedApiServer.Ok("<html>Please log in</html>"));
        using var cluster = Open();
        var unreadable = await Should.ThrowAsync<ClusterException>(() => cluster.FindAsync(Cart, CancellationToken.None));
        unreadable.Message.ShouldContain("cannot be read");
        unreadable.IsTransient.ShouldBeTrue();
    }

    public async Task InitializeAsync() => server = await ScriptedApiServer.StartAsync();

    public async Task DisposeAsync()
    {
        if (File.Exists(server.Kubeconfig))
        {
            await server.DisposeAsync();
        }
    }

    private KubernetesCluster Open(double chance = 1) =>
        new(new ClusterOptions { Kubeconfig = server.Kubeconfig }, new ClusterWire(time, () => chance, NullLogger.Instance));
}
