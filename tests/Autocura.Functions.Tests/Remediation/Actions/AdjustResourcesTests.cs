using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Embedded.Cluster;
using Autocura.Functions.Tests.Conformance;
using Autocura.Planning;
using Autocura.Remediation;
using Autocura.Remediation.Actions;

namespace Autocura.Functions.Tests.Remediation.Actions;

public sealed class AdjustResourcesTests : ActionConformance
{
    protected override IRemediationAction Action => new AdjustResources(Edit);

    protected override ObjectKey Target => ObjectKey.Apps("deployments", "shop", "cart");

    protected override PlanStep Step => Limit("512Mi");

    protected override void Break() => Cluster.Edit(Target, cart =>
    {
        Container(cart)["resources"]!["requests"]!["memory"] = "16Mi";
        Container(cart)["resources"]!["limits"]!["memory"] = "16Mi";
    });

    [Theory]
    [InlineData("lots")]
    [InlineData("0")]
    [InlineData("-1Gi")]
    [InlineData("1Gi; rm -rf /")]
    public async Task A_limit_that_is_no_quantity_is_refused(string limit) =>
        (await Action.PrepareAsync(Limit(limit), "key", CancellationToken.None)).Refused.ShouldBe($"Parameter 'memoryLimit' must be a quantity such as 256Mi; it is '{limit}'.");

    [Fact]
    public async Task A_container_that_is_not_there_is_refused_with_those_that_are() =>
        (await Action.PrepareAsync(Limit("1Gi", "nobody"), "key", CancellationToken.None)).Refused.ShouldNotBeNull().ShouldStartWith("There is no container 'nobody'; there are ");

    [Fact]
    public async Task Every_amount_can_be_set_and_what_is_not_named_stays()
    {
        var step = Limit("512Mi") with { Parameters = Parameters(("container", Name()), ("cpuLimit", "750m"), ("cpuRequest", "300m"), ("memoryRequest", "12Mi")) };

        await Action.ApplyAsync(await Action.PrepareAsync(step, "key", CancellationToken.None), CancellationToken.None);

        Container(Found())["resources"]!["limits"]!["cpu"]!.GetValue<string>().ShouldBe("750m");
        Container(Found())["resources"]!["requests"]!["cpu"]!.GetValue<string>().ShouldBe("300m");
        Container(Found())["resources"]!["requests"]!["memory"]!.GetValue<string>().ShouldBe("12Mi");
        Container(Found())["resources"]!["limits"]!["memory"]!.GetValue<string>().ShouldBe("16Mi");
    }

    [Fact]
    public async Task Without_an_amount_there_is_nothing_to_set() =>
        (await Action.PrepareAsync(Limit("1Gi") with { Parameters = Parameters(("container", Name())) }, "key", CancellationToken.None)).Refused.ShouldNotBeNull().ShouldStartWith("There is no amount to set");

    [Fact]
    public async Task Replicas_that_an_autoscaler_decides_on_meanwhile_keep_nothing_from_being_done_or_taken_back()
    {
        var prepared = await Action.PrepareAsync(Limit("512Mi"), "key", CancellationToken.None);
        Autoscale(5);
        var receipt = await Action.ApplyAsync(prepared, CancellationToken.None);
        receipt.Result.ShouldBe(ReceiptResult.Applied, receipt.Reason);
        Autoscale(4);

        (await Action.RevertAsync(receipt, CancellationToken.None)).Result.ShouldBe(ReceiptResult.Reverted);

        Found()["spec"]!["replicas"]!.GetValue<int>().ShouldBe(4);
    }

    [Fact]
    public async Task Replicas_that_a_person_sets_meanwhile_are_a_change_like_any_other()
    {
        var prepared = await Action.PrepareAsync(Limit("512Mi"), "key", CancellationToken.None);
        Cluster.Edit(Target, cart => cart["spec"]!["replicas"] = 5);

        (await Action.ApplyAsync(prepared, CancellationToken.None)).Result.ShouldBe(ReceiptResult.Refused);
    }

    private void Autoscale(int replicas) => Cluster.Store.Update(
        Target,
        cart =>
        {
            cart["spec"]!["replicas"] = replicas;
            return cart;
        },
        Actor.Controller("horizontal-pod-autoscaler"));

    private string Name() => Container(Found())["name"]!.GetValue<string>();

    private PlanStep Limit(string limit, string? container = null) =>
        new(ActionNames.AdjustResources, Deployment("cart"), Parameters(("container", container ?? Container(Found())["name"]!.GetValue<string>()), ("memoryLimit", limit)), "test");

    private static JsonNode Container(JsonObject cart) => cart["spec"]!["template"]!["spec"]!["containers"]![0]!;
}
