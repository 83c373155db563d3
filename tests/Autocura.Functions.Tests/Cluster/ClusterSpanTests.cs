using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Support;
using Autocura.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Functions.Tests.Cluster;

/// <summary>What is told of a request to an API server, by a listener that takes what this test does and nothing of others.</summary>
[Collection(nameof(Listeners))]
public sealed class ClusterSpanTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<Activity> spans = new();
    private ScriptedApiServer server = null!;

    [Fact]
    public async Task A_change_tells_what_it_changed_and_nothing_secret()
    {
        using var listener = Listen();
        using var around = Around();
        around.SetTag(IncidentTrail.Incident, "cart-0123456789");
        using var cluster = Open();
        await cluster.PatchAsync(Kinds.Deployment.Ref("shop", "cart"), new ObjectPatch(PatchKind.Merge, new JsonObject { ["password"] = "hidden-in-the-body" }, DryRun: true), CancellationToken.None);

        var span = spans.ShouldHaveSingleItem();
        (span.OperationName, span.Kind, span.Status, span.ParentSpanId).ShouldBe(("PATCH deployments", ActivityKind.Client, ActivityStatusCode.Unset, around.SpanId));
        span.TagObjects.Where(tag => tag.Key != HttpSpan.ServerPort).OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}").ShouldBe(
        [
            "autocura.incident.id=cart-0123456789", "autocura.k8s.dry_run=True", "autocura.k8s.group=apps", "autocura.k8s.name=cart", "autocura.k8s.resource=deployments",
            "http.request.method=PATCH", "http.response.status_code=200", "k8s.cluster.name=main", "k8s.namespace.name=shop", "server.address=127.0.0.1",
        ]);
    }

    [Fact]
    public async Task Each_try_is_a_span_and_a_refusal_an_error_by_its_reason()
    {
        using var listener = Listen();
        using var around = Around();
        using var cluster = Open(attempts: 2);
        server.Answer(ScriptedApiServer.Refuse(429, retryAfter: "0", """{"reason":"TooManyRequests"}"""), ScriptedApiServer.Refuse(403, body: """{"reason":"Forbidden","message":"not you"}"""));
        await Should.ThrowAsync<ClusterException>(() => cluster.FindAsync(Kinds.Secret.Ref("shop", "keys"), CancellationToken.None));

        spans.Select(span => $"{span.OperationName} {span.GetTagItem(HttpSpan.StatusCode)} {span.Status} {span.GetTagItem(HttpSpan.ErrorType)}")
            .ShouldBe(["GET secrets 429 Error TooManyRequests", "GET secrets 403 Error Forbidden"]);
    }

    [Fact]
    public async Task That_something_is_not_there_is_an_answer()
    {
        using var listener = Listen();
        using var around = Around();
        using var cluster = Open();
        server.Answer(ScriptedApiServer.Refuse(404));
        (await cluster.FindAsync(Kinds.Deployment.Ref("shop", "cart"), CancellationToken.None)).ShouldBeNull();

        var span = spans.ShouldHaveSingleItem();
        (span.GetTagItem(HttpSpan.StatusCode), span.Status).ShouldBe((404, ActivityStatusCode.Unset));
    }

    [Fact]
    public async Task A_server_that_cuts_the_connection_is_an_error()
    {
        using var listener = Listen();
        using var around = Around();
        using var cluster = Open();
        server.Answer(ScriptedApiServer.Reset());
        await Should.ThrowAsync<ClusterException>(() => cluster.FindAsync(Kinds.Deployment.Ref("shop", "cart"), CancellationToken.None));

        var span = spans.ShouldHaveSingleItem();
        (span.GetTagItem(HttpSpan.StatusCode), span.Status, span.GetTagItem(HttpSpan.ErrorType)).ShouldBe((null, ActivityStatusCode.Error, "Unreachable"));
    }

    [Fact]
    public async Task A_call_that_belongs_to_nothing_that_is_traced_is_no_trace_of_its_own()
    {
        using var listener = Listen();
        using var cluster = Open();
        Activity.Current = null;
        await cluster.VersionAsync(CancellationToken.None);
        using var unrecorded = new Activity("of somebody whom nobody listens to").Start();
        await cluster.VersionAsync(CancellationToken.None);

        spans.ShouldBeEmpty();
    }

    [Fact]
    public void Where_nobody_listens_nothing_is_allocated()
    {
        var request = new ApiRequest(HttpMethod.Get, "apis/apps/v1/namespaces/shop/deployments/cart");
        using var around = Around();
        ClusterSpan.Begin(request, "main").ShouldBeNull();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) ClusterSpan.Begin(request, "main");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    public async Task InitializeAsync() => server = await ScriptedApiServer.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    private static Activity Around() => new Activity("test") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.SetIdFormat(ActivityIdFormat.W3C).Start();

    private ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ClusterSpan.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (span.GetTagItem("k8s.cluster.name") is "main") spans.Enqueue(span);
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private KubernetesCluster Open(int attempts = 1) =>
        new(new ClusterOptions { Name = "main", Kubeconfig = server.Kubeconfig, Attempts = attempts }, new ClusterWire(TimeProvider.System, () => 0, NullLogger.Instance));
}

/// <summary>Listeners are of the whole process: who has one is told alone.</summary>
[CollectionDefinition(nameof(Listeners), DisableParallelization = true)]
public sealed class Listeners;
