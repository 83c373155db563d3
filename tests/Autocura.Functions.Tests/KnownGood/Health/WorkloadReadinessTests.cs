using Autocura.Functions.Tests.Cluster.Readers;
using Autocura.KnownGood.Health;

namespace Autocura.Functions.Tests.KnownGood.Health;

public sealed class WorkloadReadinessTests
{
    [Theory]
    [InlineData("Deployment", """{"replicas":2}""", """{"observedGeneration":1,"replicas":2,"updatedReplicas":2,"availableReplicas":2}""", null)]
    [InlineData("Deployment", """{"replicas":2}""", """{"observedGeneration":1,"replicas":2,"updatedReplicas":2,"availableReplicas":1}""", "Deployment cart: availableReplicas is 1 of 2")]
    [InlineData("Deployment", """{"replicas":2}""", """{"observedGeneration":1,"replicas":3,"updatedReplicas":2,"availableReplicas":2}""", "Deployment cart: pods of an older release are still there")]
    [InlineData("Deployment", """{"replicas":2}""", """{"observedGeneration":0,"replicas":2,"updatedReplicas":2,"availableReplicas":2}""", "Deployment cart: its controller has not seen its newest spec")]
    [InlineData("Deployment", """{"replicas":0}""", """{"observedGeneration":1}""", "Deployment cart: it was scaled to zero")]
    [InlineData("StatefulSet", """{"replicas":1}""", """{"observedGeneration":1,"readyReplicas":1,"currentRevision":"a","updateRevision":"a"}""", null)]
    [InlineData("StatefulSet", """{"replicas":1}""", """{"observedGeneration":1,"readyReplicas":1,"currentRevision":"a","updateRevision":"b"}""", "StatefulSet cart: its release is under way")]
    [InlineData("StatefulSet", """{"replicas":1,"updateStrategy":{"type":"OnDelete"}}""", """{"observedGeneration":1,"readyReplicas":1,"currentRevision":"a","updateRevision":"b"}""", null)]
    [InlineData("DaemonSet", "{}", """{"observedGeneration":1,"desiredNumberScheduled":3,"numberReady":3,"updatedNumberScheduled":3}""", null)]
    [InlineData("DaemonSet", "{}", """{"observedGeneration":1,"desiredNumberScheduled":3,"numberReady":2,"updatedNumberScheduled":3}""", "DaemonSet cart: numberReady is 2 of 3")]
    public void A_workload_is_ready_when_its_controller_says_so(string kind, string spec, string status, string? problem) =>
        WorkloadReadiness.Problem(Json.Object($$"""{"kind":"{{kind}}","metadata":{"name":"cart","generation":1},"spec":{{spec}},"status":{{status}} }"""), isZeroMeant: false).ShouldBe(problem);

    [Fact]
    public void No_replicas_are_well_when_they_are_meant() =>
        WorkloadReadiness.Problem(Json.Object("""{"kind":"Deployment","metadata":{"name":"cart"},"spec":{"replicas":0},"status":{}}"""), isZeroMeant: true).ShouldBeNull();
}
