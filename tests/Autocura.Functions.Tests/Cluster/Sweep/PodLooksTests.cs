using System.Text.Json.Nodes;
using Autocura.Cluster.Sweep;
using Autocura.Signals;
using Autocura.Support;

namespace Autocura.Functions.Tests.Cluster.Sweep;

public sealed class PodLooksTests
{
    [Theory]
    [InlineData("ReplicaSet", "cart-7c5d8f9b6", "7c5d8f9b6", "Deployment", "cart")]
    [InlineData("ReplicaSet", "made-by-hand", null, "ReplicaSet", "made-by-hand")]
    [InlineData("StatefulSet", "db", null, "StatefulSet", "db")]
    [InlineData("DaemonSet", "agent", null, "DaemonSet", "agent")]
    public void The_workload_is_told_by_the_owners_name_alone(string kind, string owner, string? hash, string workloadKind, string workload) =>
        Read(Pod(pod =>
        {
            pod["metadata"]!["ownerReferences"] = new JsonArray(new JsonObject { ["kind"] = kind, ["name"] = owner, ["controller"] = true });
            if (hash is not null) pod["metadata"]!["labels"] = new JsonObject { ["pod-template-hash"] = hash };
        })).ShouldNotBeNull().Workload.ShouldBe(new Subject(workloadKind, "shop", workload));

    [Theory]
    [InlineData("Succeeded")]
    [InlineData("Failed")]
    public void A_pod_that_has_ended_is_nobodys_trouble_any_more(string phase) => Read(Pod(pod => pod["status"]!["phase"] = phase)).ShouldBeNull();

    [Fact]
    public void A_pod_that_is_well_needs_no_second_thought() =>
        Read(Pod(pod => pod["status"]!["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = "True" }))).ShouldBeNull();

    [Fact]
    public void A_startup_probe_allows_what_it_allows() =>
        Read(Pod(pod => pod["spec"] = JsonNode.Parse("""{"containers":[{"startupProbe":{"initialDelaySeconds":5,"failureThreshold":30,"periodSeconds":10}},{}]}""")))
            .ShouldNotBeNull().StartupAllowance.ShouldBe(TimeSpan.FromSeconds(305));

    private static Autocura.Signals.Looks.PodLook? Read(JsonObject pod) => PodLooks.Read(pod, Some.Noon);

    private static JsonObject Pod(Action<JsonObject> change)
    {
        var pod = JsonNode.Parse("""{"metadata":{"namespace":"shop","name":"cart-1","creationTimestamp":"2030-01-15T10:00:00Z"},"status":{"phase":"Running","conditions":[{"type":"Ready","status":"False"}]}}""")!.AsObject();
        change(pod);
        return pod;
    }
}
