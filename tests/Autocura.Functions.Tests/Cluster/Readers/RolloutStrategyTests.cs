using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis;

namespace Autocura.Functions.Tests.Cluster.Readers;

public sealed class RolloutStrategyTests
{
    [Theory]
    [InlineData("""{ "kind": "Deployment", "spec": {} }""", 4, 1, 1)]
    [InlineData("""{ "kind": "Deployment", "spec": {} }""", 1, 1, 0)]
    [InlineData("""{ "kind": "Deployment", "spec": { "strategy": { "rollingUpdate": { "maxSurge": "50%", "maxUnavailable": 0 } } } }""", 3, 2, 0)]
    [InlineData("""{ "kind": "Deployment", "spec": { "strategy": { "rollingUpdate": { "maxSurge": 0, "maxUnavailable": "10%" } } } }""", 3, 0, 1)]
    [InlineData("""{ "kind": "Deployment", "spec": { "strategy": { "type": "Recreate" } } }""", 3, 0, 3)]
    [InlineData("""{ "kind": "StatefulSet", "spec": {} }""", 3, 0, 1)]
    [InlineData("""{ "kind": "DaemonSet", "spec": { "updateStrategy": { "rollingUpdate": { "maxUnavailable": "50%" } } } }""", 6, 0, 3)]
    [InlineData("""{ "kind": "Deployment", "spec": { "strategy": { "rollingUpdate": { "maxSurge": "many" } } } }""", 4, 1, 1)]
    public void Percentages_become_pods_as_the_controller_has_them(string workload, int replicas, int surge, int unavailable) =>
        RolloutStrategy.View((JsonObject)JsonNode.Parse(workload)!, replicas).ShouldBe(new RolloutView(surge, unavailable));
}
