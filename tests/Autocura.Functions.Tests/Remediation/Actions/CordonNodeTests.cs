using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Diagnosis;
using Autocura.Embedded.Cluster;
using Autocura.Functions.Tests.Conformance;
using Autocura.Planning;
using Autocura.Remediation;
using Autocura.Remediation.Actions;

namespace Autocura.Functions.Tests.Remediation.Actions;

public sealed class CordonNodeTests : ActionConformance
{
    protected override IRemediationAction Action => new CordonNode(Edit);

    protected override ObjectKey Target => ObjectKey.Core("nodes", null, Cluster.Store.List("", "nodes")[0]["metadata"]!["name"]!.GetValue<string>());

    protected override PlanStep Step => new(ActionNames.CordonNode, Kinds.Node.Ref("", Target.Name), Parameters(), "test");

    protected override void Break()
    {
        // any node can be cordoned
    }

    [Fact]
    public async Task No_pod_is_placed_on_it_any_more()
    {
        await Action.ApplyAsync(await Action.PrepareAsync(Step, "key", CancellationToken.None), CancellationToken.None);
        Cluster.Edit(ObjectKey.Apps("deployments", "shop", "cart"), cart => cart["spec"]!["replicas"] = 12);
        await Cluster.RunAsync(TimeSpan.FromMinutes(1));

        var young = Cluster.Store.List("", "pods", "shop").Where(pod => pod["metadata"]!["creationTimestamp"]!.GetValue<string>() is var at && at.CompareTo(Since()) > 0).ToList();
        young.ShouldNotBeEmpty();
        young.ShouldAllBe(pod => pod["spec"]!["nodeName"] == null || pod["spec"]!["nodeName"]!.GetValue<string>() != Target.Name);
    }

    [Fact]
    public async Task What_is_no_node_is_refused() =>
        (await Action.PrepareAsync(Step with { Target = Deployment("cart") }, "key", CancellationToken.None)).Refused.ShouldBe("Deployment shop/cart is no node.");

    protected override void Disturb(JsonObject target) => target["spec"]!["taints"] = new JsonArray(new JsonObject { ["key"] = "dedicated", ["value"] = "db", ["effect"] = "NoSchedule" });

    private string Since() => Cluster.Time.GetUtcNow().AddMinutes(-1).AddSeconds(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
}
