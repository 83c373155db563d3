using Autocura.Cluster.Readers;

namespace Autocura.Functions.Tests.Cluster.Readers;

public sealed class PodReaderTests
{
    private const string Healthy = """
        {"metadata":{"name":"healthy","creationTimestamp":"2030-01-15T10:00:00Z","ownerReferences":[{"kind":"ReplicaSet","name":"cart-2","controller":true}]},
         "spec":{"nodeName":"node-1","containers":[{"name":"app"}]},
         "status":{"phase":"Running","conditions":[{"type":"Ready","status":"True","lastTransitionTime":"2030-01-15T10:01:00Z"}],
                   "containerStatuses":[{"name":"app","ready":true,"restartCount":0,"state":{"running":{}}}]}}
        """;

    private const string Crashing = """
        {"metadata":{"name":"crashing","creationTimestamp":"2030-01-15T11:00:00Z"},"status":{"phase":"Running",
         "containerStatuses":[{"name":"app","ready":false,"restartCount":4,
            "state":{"waiting":{"reason":"CrashLoopBackOff","message":"back-off, token=abc123"}},
            "lastState":{"terminated":{"reason":"OOMKilled","exitCode":137,"finishedAt":"2030-01-15T11:30:00Z"}}}]}}
        """;

    private const string Young = """{"metadata":{"name":"young","creationTimestamp":"2030-01-15T11:59:00Z"},"spec":{"containers":[{"name":"app"}]},"status":{"phase":"Pending"}}""";

    [Fact]
    public void The_worst_pod_comes_first() => Names(Healthy, Young, Crashing).ShouldBe(["crashing", "young", "healthy"]);

    [Fact]
    public void A_container_says_how_it_waits_and_how_it_last_ended()
    {
        var container = PodReader.Read([Json.Object(Crashing)])[0].Containers.ShouldHaveSingleItem();

        container.Waiting.ShouldBe("CrashLoopBackOff");
        container.WaitingMessage.ShouldBe("back-off, token=[redacted]");
        container.WasKilledForMemory.ShouldBeTrue();
        container.LastExitCode.ShouldBe(137);
        container.LastEndAt.ShouldBe(new DateTimeOffset(2030, 1, 15, 11, 30, 0, TimeSpan.Zero));
        container.Restarts.ShouldBe(4);
    }

    [Fact]
    public void A_ready_pod_says_since_when_and_whose_release_it_runs()
    {
        var pod = PodReader.Read([Json.Object(Healthy)])[0];

        pod.ReadySince.ShouldBe(new DateTimeOffset(2030, 1, 15, 10, 1, 0, TimeSpan.Zero));
        pod.Release.ShouldBe("cart-2");
        pod.Containers[0].LastEnd.ShouldBeNull();
    }

    [Theory]
    [InlineData("StatefulSet", "cart-6b7c", "cart-6b7c")]
    [InlineData("DaemonSet", "6b7c", "cart-6b7c")]
    public void The_release_of_the_other_kinds_stands_in_a_label(string kind, string hash, string release) => PodReader.Read([Json.Object($$"""
        {"metadata":{"name":"a","labels":{"controller-revision-hash":"{{hash}}"},"ownerReferences":[{"kind":"{{kind}}","name":"cart","controller":true}]} }
        """)])[0].Release.ShouldBe(release);

    [Theory]
    [InlineData("\"metadata\":{\"name\":\"a\",\"deletionTimestamp\":\"2030-01-15T12:00:00Z\"}", "Running")]
    [InlineData("\"metadata\":{\"name\":\"a\"}", "Succeeded")]
    public void Pods_that_go_or_are_done_do_not_count(string metadata, string phase) => Names($$"""{{{metadata}},"status":{"phase":"{{phase}}"} }""").ShouldBeEmpty();

    [Fact]
    public void A_pod_without_a_node_says_why() => PodReader.Read([Json.Object("""
        {"metadata":{"name":"a"},"status":{"phase":"Pending","conditions":[{"type":"PodScheduled","status":"False","reason":"Unschedulable","message":"0/3 nodes are available"}]}}
        """)])[0].Unschedulable.ShouldBe("0/3 nodes are available");

    [Fact]
    public void An_init_container_that_is_done_has_not_failed() => PodReader.Read([Json.Object("""
        {"metadata":{"name":"a"},"status":{"initContainerStatuses":[{"name":"migrate","ready":true,"state":{"terminated":{"exitCode":0,"reason":"Completed"}}}]}}
        """)])[0].Containers[0].LastEnd.ShouldBeNull();

    [Fact]
    public void A_pod_that_says_nothing_yet_is_read_all_the_same() => PodReader.Read([Json.Object("{}")])[0].Ready.ShouldBeFalse();

    private static IEnumerable<string> Names(params string[] pods) => PodReader.Read(pods.Select(Json.Object)).Select(pod => pod.Name);
}
