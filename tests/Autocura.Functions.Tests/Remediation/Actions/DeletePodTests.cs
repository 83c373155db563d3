using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Diagnosis;
using Autocura.Embedded.Cluster;
using Autocura.Planning;
using Autocura.Remediation;
using Autocura.Remediation.Actions;
using Autocura.Support;

namespace Autocura.Functions.Tests.Remediation.Actions;

public sealed class DeletePodTests : IAsyncLifetime
{
    private TestCluster? cluster;

    private TestCluster Cluster => cluster!;

    private DeletePod Action => new(new PodRemoval(Cluster.Clusters));

    public async Task InitializeAsync() => cluster = await TestCluster.StartAsync();

    public async Task DisposeAsync() => await Cluster.DisposeAsync();

    [Fact]
    public async Task The_pod_goes_once_and_its_controller_makes_another()
    {
        var step = Step();
        var prepared = await Action.PrepareAsync(step, "key", CancellationToken.None);
        prepared.Refused.ShouldBeNull();
        Cluster.OwnWrites().ShouldBeEmpty();

        var first = await Action.ApplyAsync(prepared, CancellationToken.None);
        await Cluster.RunAsync(TimeSpan.FromMinutes(1));
        var second = await Action.ApplyAsync(prepared, CancellationToken.None);

        first.Result.ShouldBe(ReceiptResult.Applied, first.Reason);
        second.Result.ShouldBe(ReceiptResult.AlreadyApplied, second.Reason);
        Cluster.OwnWrites().Count.ShouldBe(1);
        Carts().ShouldNotContain(step.Target.Name);
        Carts().Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_pod_of_that_name_that_was_made_since_is_left_alone()
    {
        var prepared = await Action.PrepareAsync(Step(), "key", CancellationToken.None);

        (await Action.ApplyAsync(prepared with { Uid = "another" }, CancellationToken.None)).Result.ShouldBe(ReceiptResult.AlreadyApplied);
        Cluster.OwnWrites().ShouldBeEmpty();
    }

    [Fact]
    public async Task There_is_nothing_to_take_back()
    {
        var receipt = await Action.ApplyAsync(await Action.PrepareAsync(Step(), "key", CancellationToken.None), CancellationToken.None);

        (await Action.RevertAsync(receipt, CancellationToken.None)).Result.ShouldBe(ReceiptResult.Reverted);
        Cluster.OwnWrites().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_pod_without_a_controller_is_refused()
    {
        Cluster.Edit(ObjectKey.Core("pods", "shop", Carts()[0]), pod => pod["metadata"]!.AsObject().Remove("ownerReferences"));

        (await Action.PrepareAsync(Step(), "key", CancellationToken.None)).Refused.ShouldNotBeNull().ShouldEndWith("has no controller: nobody would make another.");
    }

    [Fact]
    public async Task What_is_not_there_or_no_pod_is_refused()
    {
        (await Action.PrepareAsync(Step("nobody"), "key", CancellationToken.None)).Refused.ShouldBe("Pod shop/nobody does not exist.");
        (await Action.PrepareAsync(Step() with { Target = Kinds.Deployment.Ref("shop", "cart") }, "key", CancellationToken.None)).Refused.ShouldBe("Deployment shop/cart is no pod.");
    }

    private PlanStep Step(string? name = null) => new(ActionNames.DeletePod, Kinds.Pod.Ref("shop", name ?? Carts()[0]), new Dictionary<string, string>(), "test");

    private List<string> Carts() =>
    [
        .. Cluster.Store.List("", "pods", "shop").Where(pod => pod["metadata"]!["deletionTimestamp"] is null).Select(pod => pod["metadata"]!["name"]!.GetValue<string>())
            .Where(name => name.StartsWith("cart-", StringComparison.Ordinal)),
    ];
}
