using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Tests.Cluster.Controllers;

public sealed class PodPreferenceTests
{
    [Fact]
    public void Pods_go_in_the_documented_order()
    {
        var keep = Pod("keep", node: "b");
        JsonObject[] pods =
        [
            keep,
            Pod("younger", node: "b", created: 5),
            Pod("restarted", node: "b", restarts: 3),
            Pod("ready-later", node: "b", ready: 9),
            Pod("cheap", node: "b", cost: -1),
            Pod("not-ready", node: "b", ready: null),
            Pod("pending", node: "b", phase: "Pending", ready: null),
            Pod("unassigned", node: null, phase: "Pending", ready: null),
        ];

        PodPreference.FirstToGo(pods, []).Select(pod => pod.Name())
            .ShouldBe(["unassigned", "pending", "not-ready", "cheap", "ready-later", "restarted", "younger", "keep"]);
    }

    [Fact]
    public void Where_a_node_holds_more_of_them_one_goes_first()
    {
        JsonObject[] pods = [Pod("alone", node: "a", ready: 9), Pod("two", node: "b"), Pod("one", node: "b")];

        PodPreference.FirstToGo(pods, pods).Last().Name().ShouldBe("alone");
    }

    private static JsonObject Pod(string name, string? node, string phase = "Running", int? ready = 1, int restarts = 0, int created = 1, int cost = 0) => Manifests.Parse($$"""
        {
          "metadata": {
            "name": "{{name}}", "creationTimestamp": "2026-01-05T08:00:{{created:00}}Z",
            "annotations": { "controller.kubernetes.io/pod-deletion-cost": "{{cost}}" }
          },
          "spec": { "nodeName": {{(node is null ? "null" : $"\"{node}\"")}} },
          "status": {
            "phase": "{{phase}}", "containerStatuses": [{ "restartCount": {{restarts}} }],
            "conditions": [{ "type": "Ready", "status": "{{(ready is null ? "False" : "True")}}", "lastTransitionTime": "2026-01-05T08:00:{{ready ?? 0:00}}Z" }]
          }
        }
        """);
}
