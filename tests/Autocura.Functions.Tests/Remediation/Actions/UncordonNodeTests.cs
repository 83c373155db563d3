using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Diagnosis;
using Autocura.Embedded.Cluster;
using Autocura.Functions.Tests.Conformance;
using Autocura.Planning;
using Autocura.Remediation;
using Autocura.Remediation.Actions;

namespace Autocura.Functions.Tests.Remediation.Actions;

public sealed class UncordonNodeTests : ActionConformance
{
    protected override IRemediationAction Action => new UncordonNode(Edit);

    protected override ObjectKey Target => ObjectKey.Core("nodes", null, Cluster.Store.List("", "nodes")[0]["metadata"]!["name"]!.GetValue<string>());

    protected override PlanStep Step => new(ActionNames.UncordonNode, Kinds.Node.Ref("", Target.Name), Parameters(), "test");

    protected override void Break() => Cluster.Edit(Target, node => node["spec"]!["unschedulable"] = true);

    [Fact]
    public async Task The_cluster_takes_its_own_taint_away_then()
    {
        Taints().ShouldContain("node.kubernetes.io/unschedulable");

        await Action.ApplyAsync(await Action.PrepareAsync(Step, "key", CancellationToken.None), CancellationToken.None);
        await Cluster.RunAsync(TimeSpan.FromSeconds(10));

        Taints().ShouldNotContain("node.kubernetes.io/unschedulable");
    }

    [Fact]
    public async Task A_node_that_is_not_ready_stays_cordoned()
    {
        Cluster.Edit(Target, node => (node["metadata"]!["annotations"] ??= new JsonObject())["simulation.autocura.io/stopped"] = "true");
        await Cluster.RunAsync(TimeSpan.FromMinutes(2));

        (await Action.PrepareAsync(Step, "key", CancellationToken.None)).Refused.ShouldNotBeNull().ShouldContain("is not ready");
    }

    protected override void Disturb(JsonObject target) => target["spec"]!["taints"] = new JsonArray(new JsonObject { ["key"] = "dedicated", ["value"] = "db", ["effect"] = "NoSchedule" });

    private List<string> Taints() => [.. (Found()["spec"]!["taints"] as JsonArray ?? []).Select(taint => taint!["key"]!.GetValue<string>())];
}
