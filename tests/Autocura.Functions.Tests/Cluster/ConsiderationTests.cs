using Autocura.Cluster;
using Autocura.Incidents;
using Autocura.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Functions.Tests.Cluster;

/// <summary>Deadlines, limits and the circuit: what an API server in trouble is spared, and what a caller is.</summary>
public sealed class ConsiderationTests : IAsyncLifetime
{
    private static readonly ObjectRef Cart = Kinds.Deployment.Ref("shop", "cart");
    private readonly ManualTime time = new();
    private ScriptedApiServer server = null!;

    [Fact]
    public async Task Requests_share_one_connection_of_HTTP_2_and_say_who_asks()
    {
        server.Answer(async http => await http.Response.WriteAsync($$"""{"connection":"{{http.Connection.Id}}"}"""));
        using var cluster = Open(new ClusterOptions { UserAgent = "autocura/1" });
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => cluster.FindAsync(Cart, CancellationToken.None)));
        answers.Select(answer => answer!["connection"]!.GetValue<string>()).Distinct().ShouldHaveSingleItem();
        server.Asked.ShouldAllBe(asked => asked == "GET /apis/apps/v1/namespaces/shop/deployments/cart HTTP/2");
        server.Headers.UserAgent.ToString().ShouldBe("autocura/1");
        server.Headers.Authorization.ToString().ShouldBe("Bearer secret");
        server.Headers.Accept.ToString().ShouldBe("application/json");
    }

    [Fact]
    public async Task Only_metadata_is_asked_for_where_no_more_is_needed()
    {
        using var cluster = Open();
        await cluster.FindMetadataAsync(Cart, CancellationToken.None);
        server.Headers.Accept.ToString().ShouldBe("application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1");
    }

    [Fact]
    public async Task The_certificates_name_of_the_kubeconfig_is_what_the_server_is_asked_for()
    {
        await using var named = await ScriptedApiServer.StartAsync(", tls-server-name: api.internal");
        using var cluster = new KubernetesCluster(new ClusterOptions { Kubeconfig = named.Kubeconfig }, Wire);
        await cluster.VersionAsync(CancellationToken.None);
        named.Headers.Host.ToString().ShouldBe("api.internal");
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up_on()
    {
        var arrived = new TaskCompletionSource();
        server.Answer(async http =>
        {
            arrived.TrySetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });
        using var cluster = Open(new ClusterOptions { Attempts = 1 });
        var asking = cluster.FindAsync(Cart, CancellationToken.None);
        await arrived.Task;
        time.Advance(TimeSpan.FromSeconds(30));
        (await Should.ThrowAsync<ClusterException>(() => asking)).Message.ShouldContain("the API server of cluster default does not answer within 30 s");
    }

    [Fact]
    public async Task A_caller_that_goes_away_is_not_told_of_a_silent_server()
    {
        var arrived = new TaskCompletionSource();
        server.Answer(async http =>
        {
            arrived.TrySetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });
        using var cluster = Open();
        using var leaving = new CancellationTokenSource();
        var asking = cluster.FindAsync(Cart, leaving.Token);
        await arrived.Task;
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public async Task No_more_requests_are_under_way_than_allowed()
    {
        var (underWay, most) = (0, 0);
        var two = new TaskCompletionSource();
        server.Answer(async http =>
        {
            most = Math.Max(most, Interlocked.Increment(ref underWay));
            if (underWay == 2) two.TrySetResult();
            await two.Task;
            Interlocked.Decrement(ref underWay);
            await http.Response.WriteAsync("{}");
        });
        using var cluster = Open(new ClusterOptions { Concurrency = 2 });
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => cluster.FindAsync(Cart, CancellationToken.None)));
        most.ShouldBe(2);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_left_alone_for_a_while_and_then_asked_once()
    {
        server.Answer(ScriptedApiServer.Reset());
        using var cluster = Open(new ClusterOptions { Name = "west", Attempts = 1 });
        for (var silence = 0; silence < 5; silence++)
        {
            await Should.ThrowAsync<ClusterException>(() => cluster.FindAsync(Cart, CancellationToken.None));
        }

        var spared = await Should.ThrowAsync<ClusterException>(() => cluster.FindAsync(Cart, CancellationToken.None));
        spared.Message.ShouldContain("cluster west has not answered and is left alone for 15 s; the last was: GET apis/apps/v1");
        spared.IsTransient.ShouldBeTrue();
        server.Asked.Count.ShouldBe(5);

        server.Answer(ScriptedApiServer.Ok());
        time.Advance(TimeSpan.FromSeconds(15));
        await cluster.FindAsync(Cart, CancellationToken.None);
        await cluster.FindAsync(Cart, CancellationToken.None);
        server.Asked.Count.ShouldBe(7);
    }

    [Fact]
    public async Task A_refusal_is_an_answer_and_nobody_is_left_alone_for_it()
    {
        server.Answer(ScriptedApiServer.Refuse(500));
        using var cluster = Open(new ClusterOptions { Attempts = 1 });
        for (var refusal = 0; refusal < 10; refusal++)
        {
            await Should.ThrowAsync<ClusterException>(() => cluster.FindAsync(Cart, CancellationToken.None));
        }

        server.Asked.Count.ShouldBe(10);
    }

    [Fact]
    public async Task A_kubeconfig_that_is_missing_is_told_by_name_and_read_when_it_is_there()
    {
        var text = await File.ReadAllTextAsync(server.Kubeconfig);
        File.Delete(server.Kubeconfig);
        using var cluster = Open(new ClusterOptions { Name = "west", Attempts = 1 });
        (await Should.ThrowAsync<ClusterException>(() => cluster.FindAsync(Cart, CancellationToken.None))).Message
            .ShouldBe($"Cluster west cannot be reached with its settings: kubeconfig file not found at {server.Kubeconfig}");
        await File.WriteAllTextAsync(server.Kubeconfig, text);
        await cluster.FindAsync(Cart, CancellationToken.None);
    }

    [Fact]
    public async Task An_object_of_another_cluster_is_never_touched_here()
    {
        using var cluster = Open(new ClusterOptions { Name = "west" });
        var stranger = await Should.ThrowAsync<ClusterException>(() => cluster.FindAsync(Cart with { Cluster = "east" }, CancellationToken.None));
        stranger.Message.ShouldBe("Deployment shop/cart is in cluster east, and this is west.");
        stranger.IsTransient.ShouldBeFalse();
        server.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Requests_are_spaced_out_once_the_savings_of_two_seconds_are_spent()
    {
        var rate = new RequestRate(perSecond: 10, time);
        Enumerable.Range(0, 20).Select(_ => rate.WaitAsync(CancellationToken.None)).ShouldAllBe(turn => turn.IsCompleted);
        var next = rate.WaitAsync(CancellationToken.None);
        next.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromMilliseconds(100));
        await next;
        time.Advance(TimeSpan.FromMinutes(1));
        Enumerable.Range(0, 21).Count(_ => rate.WaitAsync(CancellationToken.None).IsCompleted).ShouldBe(20);
    }

    public async Task InitializeAsync() => server = await ScriptedApiServer.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    private ClusterWire Wire => new(time, () => 0, NullLogger.Instance);

    private KubernetesCluster Open(ClusterOptions? options = null) => new((options ?? new ClusterOptions()) with { Kubeconfig = server.Kubeconfig }, Wire);
}
