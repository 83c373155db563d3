using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Embedded.Cluster;
using Autocura.Functions.Tests.Conformance;
using Autocura.Planning;
using Autocura.Remediation;
using Autocura.Remediation.Actions;

namespace Autocura.Functions.Tests.Remediation.Actions;

public sealed class RollBackReleaseTests : ActionConformance
{
    protected override IRemediationAction Action => new RollBackRelease(Cluster.Clusters, Edit);

    protected override ObjectKey Target => ObjectKey.Apps("deployments", "shop", "cart");

    protected override PlanStep Step => To("2");

    protected override void Break() => Cluster.Edit(Target, cart => Container(cart)["image"] = "shop/cart:does-not-exist");

    [Fact]
    public async Task The_pods_of_the_earlier_release_run_again()
    {
        await Action.ApplyAsync(await Action.PrepareAsync(Step, "key", CancellationToken.None), CancellationToken.None);
        await Cluster.RunAsync(TimeSpan.FromMinutes(1));

        var cart = Found();
        Container(cart)["image"]!.GetValue<string>().ShouldNotContain("does-not-exist");
        cart["status"]!["availableReplicas"]!.ToJsonString().ShouldBe(cart["spec"]!["replicas"]!.ToJsonString());
        cart["metadata"]!["annotations"]!["deployment.kubernetes.io/revision"]!.GetValue<string>().ShouldBe("4");
    }

    [Fact]
    public async Task A_revision_that_is_not_there_is_refused_with_those_that_are() =>
        (await Action.PrepareAsync(To("99"), "key", CancellationToken.None)).Refused.ShouldBe("There is no revision 99; there are 1, 2, 3.");

    [Fact]
    public async Task A_workload_with_one_release_has_nothing_to_return_to()
    {
        foreach (var old in Cluster.Store.List("apps", "replicasets", "shop").Where(set => Name(set).StartsWith("cart-", StringComparison.Ordinal) && Revision(set) != "3").ToList())
        {
            Cluster.Store.Delete(ObjectKey.Apps("replicasets", "shop", Name(old)), Actor.ApiServer);
        }

        (await Action.PrepareAsync(To("2"), "key", CancellationToken.None)).Refused.ShouldBe("There is only one release: nothing to return to.");
    }

    private static PlanStep To(string revision) => new(ActionNames.RollBackRelease, Deployment("cart"), Parameters(("toRevision", revision)), "test");

    private static JsonNode Container(JsonObject cart) => cart["spec"]!["template"]!["spec"]!["containers"]![0]!;

    private static string Name(JsonObject found) => found["metadata"]!["name"]!.GetValue<string>();

    private static string Revision(JsonObject set) => set["metadata"]!["annotations"]!["deployment.kubernetes.io/revision"]!.GetValue<string>();
}
