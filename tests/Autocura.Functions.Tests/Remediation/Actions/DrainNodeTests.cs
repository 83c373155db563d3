using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Diagnosis;
using Autocura.Embedded.Cluster;
using Autocura.Planning;
using Autocura.Remediation;
using Autocura.Remediation.Actions;
using Autocura.Support;

namespace Autocura.Functions.Tests.Remediation.Actions;

public sealed class DrainNodeTests : IAsyncLifetime
{
    private TestCluster? cluster;
    private string node = "";

    private TestCluster Cluster => cluster!;

    private DrainNode Action => new(Cluster.Clusters, new ObjectEdit(Cluster.Clusters));

    private ObjectKey Node => ObjectKey.Core("nodes", null, node);

    public async Task InitializeAsync()
    {
        cluster = await TestCluster.StartAsync();
        node = Text(Carts()[0], "spec", "nodeName");
    }

    public async Task DisposeAsync() => await Cluster.DisposeAsync();

    [Fact]
    public async Task A_node_is_cordoned_and_emptied_by_evictions_alone()
    {
        var prepared = await PrepareAsync();
        Cluster.OwnWrites().ShouldBeEmpty();

        var receipt = await DrainAsync(prepared);

        receipt.Result.ShouldBe(ReceiptResult.Applied, receipt.Reason);
        OnNode().ShouldBeEmpty();
        Cluster.OwnWrites().Where(entry => entry.Key.Plural == "pods").ShouldAllBe(entry => entry.Subresource == "eviction");
        Cluster.OwnWrites().Where(entry => entry.Key == Node).ShouldHaveSingleItem();

        (await Action.RevertAsync(receipt, CancellationToken.None)).Result.ShouldBe(ReceiptResult.Reverted);
        IsCordoned().ShouldBeFalse();
    }

    [Fact]
    public async Task A_budget_by_expression_that_allows_no_disruption_is_named_and_its_pods_stay()
    {
        await ProtectAsync();

        var receipt = await DrainAsync(await PrepareAsync());

        receipt.Result.ShouldBe(ReceiptResult.Underway);
        receipt.Reason.ShouldContain("The disruption budget cart-stays needs 3 healthy pods and has 3 currently.");
        receipt.After.ShouldBeGreaterThan(TimeSpan.Zero);
        OnNode().ShouldAllBe(pod => Text(pod, "metadata", "name").StartsWith("cart-"));
        Carts().Count.ShouldBe(3);

        (await Action.RevertAsync(receipt, CancellationToken.None)).Result.ShouldBe(ReceiptResult.Reverted);
        IsCordoned().ShouldBeFalse();
    }

    [Fact]
    public async Task Pods_that_are_broken_anyway_go_despite_their_budget_only_when_that_was_asked_for()
    {
        Cluster.Edit(ObjectKey.Apps("deployments", "shop", "cart"), cart =>
        {
            cart["spec"]!["strategy"] = new JsonObject { ["type"] = "Recreate" };
            cart["spec"]!["template"]!["spec"]!["containers"]![0]!["resources"] = new JsonObject { ["limits"] = new JsonObject { ["memory"] = "16Mi" } };
        });
        await Cluster.RunAsync(TimeSpan.FromMinutes(1));
        await Cluster.Client.CreateAsync(Kinds.PodDisruptionBudget, SomeBudget.Of("cart-stays", "cart", 3), CancellationToken.None);
        await Cluster.RunAsync(TimeSpan.FromSeconds(5));
        node = Text(Carts()[0], "spec", "nodeName");
        var careful = await Action.ApplyAsync(await PrepareAsync(), CancellationToken.None);
        careful.Reason.ShouldContain("cart-stays");
        await Action.RevertAsync(careful, CancellationToken.None);
        var mine = Cluster.OwnWrites().Count(entry => entry.Verb == "delete");
        mine.ShouldBe(0);

        var step = Step((ActionParameters.DeleteBroken, "true"));
        Action.Profile.AsksFirstFor(step).ShouldBeTrue();
        await Action.ApplyAsync(await Action.PrepareAsync(step, "key2", CancellationToken.None), CancellationToken.None);
        Cluster.OwnWrites().Where(entry => entry.Verb == "delete").ShouldAllBe(entry => entry.Key.Name.StartsWith("cart-"));
        Cluster.OwnWrites().Count(entry => entry.Verb == "delete").ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_person_who_uncordons_the_node_ends_the_drain()
    {
        await ProtectAsync();
        var prepared = await PrepareAsync();
        (await Action.ApplyAsync(prepared, CancellationToken.None)).Result.ShouldBe(ReceiptResult.Underway);
        Cluster.Edit(Node, found => found["spec"]!.AsObject().Remove("unschedulable"));

        var receipt = await Action.ApplyAsync(prepared, CancellationToken.None);

        receipt.Result.ShouldBe(ReceiptResult.Refused);
        receipt.Reason.ShouldBe($"Node {node} was uncordoned by somebody since: its pods are left alone.");
    }

    [Fact]
    public async Task A_node_that_somebody_had_cordoned_stays_so_when_the_drain_is_taken_back()
    {
        Cluster.Edit(Node, found => found["spec"]!["unschedulable"] = true);

        var receipt = await DrainAsync(await PrepareAsync());

        receipt.Result.ShouldBe(ReceiptResult.Applied, receipt.Reason);
        (await Action.RevertAsync(receipt, CancellationToken.None)).Result.ShouldBe(ReceiptResult.Reverted);
        IsCordoned().ShouldBeTrue();
    }

    [Fact]
    public async Task A_pod_without_a_controller_keeps_the_node_from_being_drained()
    {
        Cluster.Edit(ObjectKey.Core("pods", "shop", Text(Carts()[0], "metadata", "name")), pod => pod["metadata"]!.AsObject().Remove("ownerReferences"));

        (await PrepareAsync()).Refused.ShouldNotBeNull().ShouldEndWith("has no controller: nobody would make another.");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("soon")]
    [InlineData("3601")]
    public async Task A_deadline_must_be_a_number_of_seconds(string deadline) =>
        (await Action.PrepareAsync(Step((ActionParameters.DeadlineSeconds, deadline)), "key", CancellationToken.None)).Refused.ShouldBe(
            $"Parameter 'deadlineSeconds' must be a whole number of 1 to 3600; it is '{deadline}'.");

    [Fact]
    public async Task The_deadline_is_the_steps() =>
        (await Action.PrepareAsync(Step((ActionParameters.DeadlineSeconds, "90")), "key", CancellationToken.None)).Deadline.ShouldBe(TimeSpan.FromSeconds(90));

    private async Task<PreparedStep> PrepareAsync() => await Action.PrepareAsync(Step(), "key", CancellationToken.None);

    private async Task<ActionReceipt> DrainAsync(PreparedStep prepared)
    {
        prepared.Refused.ShouldBeNull();
        var receipt = await Action.ApplyAsync(prepared, CancellationToken.None);
        for (var round = 0; round < 12 && receipt.Result == ReceiptResult.Underway; round++)
        {
            await Cluster.RunAsync(receipt.After);
            receipt = await Action.ApplyAsync(prepared, CancellationToken.None);
        }

        return receipt;
    }

    private async Task ProtectAsync()
    {
        await Cluster.Client.CreateAsync(Kinds.PodDisruptionBudget, SomeBudget.Of("cart-stays", "cart", 3), CancellationToken.None);
        await Cluster.RunAsync(TimeSpan.FromSeconds(5));
    }

    private PlanStep Step(params (string Name, string Value)[] parameters) =>
        new(ActionNames.DrainNode, Kinds.Node.Ref("", node), parameters.ToDictionary(one => one.Name, one => one.Value), "test");

    private bool IsCordoned() => Cluster.Store.Find(Node)!["spec"]!["unschedulable"]?.GetValue<bool>() == true;

    private List<JsonObject> Carts() => [.. Cluster.Store.List("", "pods", "shop").Where(pod => Text(pod, "metadata", "name").StartsWith("cart-") && pod["metadata"]!["deletionTimestamp"] is null)];

    /// <summary>Pods on the node that a drain is about.</summary>
    private List<JsonObject> OnNode() =>
    [
        .. Cluster.Store.List("", "pods").Where(pod => Text(pod, "spec", "nodeName") == node
            && (pod["metadata"]!["ownerReferences"] as JsonArray)?.Any(owner => owner!["kind"]!.GetValue<string>() == "DaemonSet") != true),
    ];

    private static string Text(JsonObject found, string part, string field) => found[part]![field]?.GetValue<string>() ?? "";
}
