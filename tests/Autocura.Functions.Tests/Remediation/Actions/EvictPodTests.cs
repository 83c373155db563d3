using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Diagnosis;
using Autocura.Embedded.Cluster;
using Autocura.Planning;
using Autocura.Remediation;
using Autocura.Remediation.Actions;
using Autocura.Support;

namespace Autocura.Functions.Tests.Remediation.Actions;

public sealed class EvictPodTests : IAsyncLifetime
{
    private static readonly ObjectKey Budget = new("policy", "poddisruptionbudgets", "shop", "cart-stays");
    private TestCluster? cluster;

    private TestCluster Cluster => cluster!;

    private EvictPod Action => new(new PodRemoval(Cluster.Clusters));

    public async Task InitializeAsync() => cluster = await TestCluster.StartAsync();

    public async Task DisposeAsync() => await Cluster.DisposeAsync();

    [Fact]
    public async Task A_budget_that_selects_by_expression_is_waited_for_and_named()
    {
        await ProtectAsync(minAvailable: 3);
        var prepared = await Action.PrepareAsync(Step(), "key", CancellationToken.None);
        prepared.Refused.ShouldBeNull();
        prepared.Diff[^1].ShouldContain("it will have to wait");

        var waiting = await Action.ApplyAsync(prepared, CancellationToken.None);

        waiting.Result.ShouldBe(ReceiptResult.Underway);
        waiting.Reason.ShouldContain("The disruption budget cart-stays needs 3 healthy pods and has 3 currently.");
        waiting.After.ShouldBe(TimeSpan.FromSeconds(10));
        Cluster.OwnWrites().Where(entry => entry.Key.Plural == "pods").ShouldBeEmpty();

        Cluster.Edit(Budget, budget => budget["spec"]!["minAvailable"] = 2);
        await Cluster.RunAsync(TimeSpan.FromSeconds(5));
        (await Action.ApplyAsync(prepared, CancellationToken.None)).Result.ShouldBe(ReceiptResult.Applied);
        (await Action.ApplyAsync(prepared, CancellationToken.None)).Result.ShouldBe(ReceiptResult.AlreadyApplied);
        Cluster.OwnWrites().Where(entry => entry.Key.Plural == "pods").ShouldHaveSingleItem().Subresource.ShouldBe("eviction");
    }

    [Fact]
    public async Task Trying_it_spends_nothing_of_the_budget()
    {
        await ProtectAsync(minAvailable: 2);

        await Action.PrepareAsync(Step(), "key", CancellationToken.None);

        Cluster.Store.Find(Budget)!["status"]!["disruptionsAllowed"]!.ToJsonString().ShouldBe("1");
    }

    private async Task ProtectAsync(int minAvailable)
    {
        await Cluster.Client.CreateAsync(Kinds.PodDisruptionBudget, SomeBudget.Of("cart-stays", "cart", minAvailable), CancellationToken.None);
        await Cluster.RunAsync(TimeSpan.FromSeconds(5));
    }

    private PlanStep Step() => new(
        ActionNames.EvictPod,
        Kinds.Pod.Ref("shop", Cluster.Store.List("", "pods", "shop").Select(pod => pod["metadata"]!["name"]!.GetValue<string>()).First(name => name.StartsWith("cart-", StringComparison.Ordinal))),
        new Dictionary<string, string>(),
        "test");
}
