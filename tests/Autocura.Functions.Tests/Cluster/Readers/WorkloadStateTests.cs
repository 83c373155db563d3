using Autocura.Cluster.Readers;

namespace Autocura.Functions.Tests.Cluster.Readers;

public sealed class WorkloadStateTests
{
    [Fact]
    public void A_Deployment_counts_replicas()
    {
        var state = WorkloadState.View(Json.Object("""
            {"kind":"Deployment","metadata":{"uid":"u","generation":7,"annotations":{"deployment.kubernetes.io/revision":"4","autocura.io/mode":"auto","example.com/x":"y"}},
             "spec":{"replicas":3,"progressDeadlineSeconds":120,"template":{"metadata":{"labels":{"app":"cart"}},"spec":{"containers":[
                {"name":"app","image":"shop/cart:4","resources":{"limits":{"memory":"128Mi"}},"ports":[{"name":"http","containerPort":8080}]}]}}},
             "status":{"observedGeneration":7,"replicas":3,"updatedReplicas":3,"readyReplicas":3,"availableReplicas":3}}
            """));

        state.IsSettled.ShouldBeTrue();
        state.Revision.ShouldBe(4);
        state.ProgressDeadline.ShouldBe(TimeSpan.FromMinutes(2));
        state.Annotations.Keys.ShouldBe(["autocura.io/mode"]);
        state.Containers[0].MemoryLimit.ShouldBe(128 * 1024 * 1024);
        state.PodLabels["app"].ShouldBe("cart");
    }

    [Fact]
    public void A_DaemonSet_counts_nodes() => WorkloadState.View(Json.Object("""
        {"kind":"DaemonSet","metadata":{"generation":1},"spec":{},
         "status":{"observedGeneration":1,"desiredNumberScheduled":4,"updatedNumberScheduled":4,"numberReady":4,"numberAvailable":4}}
        """)).IsSettled.ShouldBeTrue();

    [Fact]
    public void Replicas_that_are_not_written_are_one() => WorkloadState.View(Json.Object("""{"kind":"Deployment","spec":{}}""")).Replicas.ShouldBe(1);

    [Theory]
    [InlineData("what was applied last", """{\"spec\":{\"replicas\":4}}""", 4)]
    [InlineData("what the newest ReplicaSet remembers", "not json", 3)]
    [InlineData("what the newest ReplicaSet remembers, as zero was applied", """{\"spec\":{\"replicas\":0}}""", 3)]
    public void The_replicas_before_are_found_where_somebody_remembers_them(string source, string applied, int expected)
    {
        var workload = Json.Object($$$"""
            {"kind":"Deployment","metadata":{"name":"cart","annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{{{applied}}}"}},"spec":{"replicas":0}}
            """);

        WorkloadState.ReplicasBefore(workload, [], [Json.ReplicaSet(1, Json.Template("a"))]).ShouldBe(expected, source);
    }

    [Fact]
    public void Where_nobody_remembers_there_is_no_number() =>
        WorkloadState.ReplicasBefore(Json.Object("""{"kind":"Deployment","metadata":{"name":"cart"}}"""), [], []).ShouldBeNull();
}
