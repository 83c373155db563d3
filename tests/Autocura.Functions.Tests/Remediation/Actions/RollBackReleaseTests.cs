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
    protected override IRemediationAction Action => new RollBackRelease(Cluster.Clusters, Known, Edit, Cluster.Time);

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

    [Theory]
    [InlineData("previous")]
    [InlineData("2")]
    [InlineData("the second")]
    [InlineData("track=stable")]
    public async Task A_release_is_found_by_number_by_name_by_label_and_as_the_one_before(string revision)
    {
        foreach (var kept in Cluster.Store.List("apps", "replicasets", "shop").Where(kept => Name(kept).StartsWith("cart-", StringComparison.Ordinal) && Revision(kept) != "1").ToList())
        {
            // The present release bears it too: nobody means that.
            Cluster.Edit(ObjectKey.Apps("replicasets", "shop", Name(kept)), found => found["metadata"]!["labels"]!["track"] = "stable");
        }

        var set = Cluster.Store.List("apps", "replicasets", "shop").Single(set => Name(set).StartsWith("cart-", StringComparison.Ordinal) && Revision(set) == "2");
        Cluster.Edit(ObjectKey.Apps("replicasets", "shop", Name(set)), found => found["metadata"]!["annotations"]!["kubernetes.io/change-cause"] = "the second");

        (await Action.ApplyAsync(await Action.PrepareAsync(To(revision), "key", CancellationToken.None), CancellationToken.None)).Result.ShouldBe(ReceiptResult.Applied);

        Container(Found())["image"]!.ToJsonString().ShouldBe(Container(set)["image"]!.ToJsonString());
    }

    [Fact]
    public async Task The_last_healthy_release_is_the_one_that_is_known_to_be_good()
    {
        (await Action.PrepareAsync(To("lastHealthy"), "key", CancellationToken.None)).Refused.ShouldBe("No release of it is known to have been healthy.");

        var good = Found();
        Container(good)["image"] = "shop/cart:proven";
        await KeepAsync(good);
        await Action.ApplyAsync(await Action.PrepareAsync(To("lastHealthy"), "key", CancellationToken.None), CancellationToken.None);

        Container(Found())["image"]!.GetValue<string>().ShouldBe("shop/cart:proven");
    }

    [Fact]
    public async Task What_to_return_to_must_be_said() =>
        (await Action.PrepareAsync(Step with { Parameters = Parameters() }, "key", CancellationToken.None)).Refused.ShouldNotBeNull().ShouldStartWith("Parameter 'toRevision' is missing");

    private static PlanStep To(string revision) => new(ActionNames.RollBackRelease, Deployment("cart"), Parameters(("toRevision", revision)), "test");

    private static JsonNode Container(JsonObject cart) => cart["spec"]!["template"]!["spec"]!["containers"]![0]!;

    private static string Name(JsonObject found) => found["metadata"]!["name"]!.GetValue<string>();

    private static string Revision(JsonObject set) => set["metadata"]!["annotations"]!["deployment.kubernetes.io/revision"]!.GetValue<string>();
}
