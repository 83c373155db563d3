using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Diagnosis;
using Autocura.Embedded.Cluster;
using Autocura.Functions.Tests.Conformance;
using Autocura.Planning;
using Autocura.Remediation;
using Autocura.Remediation.Actions;

namespace Autocura.Functions.Tests.Remediation.Actions;

public sealed class AdjustAutoscalerTests : ActionConformance
{
    protected override IRemediationAction Action => new AdjustAutoscaler(Edit);

    protected override ObjectKey Target => new("autoscaling", "horizontalpodautoscalers", "shop", "cart");

    protected override PlanStep Step => To((ActionParameters.MaxReplicas, "8"));

    protected override Task BreakAsync() => Cluster.Client.CreateAsync(
        Kinds.HorizontalPodAutoscaler,
        new JsonObject
        {
            ["apiVersion"] = "autoscaling/v2",
            ["kind"] = "HorizontalPodAutoscaler",
            ["metadata"] = new JsonObject { ["name"] = "cart", ["namespace"] = "shop", ["annotations"] = new JsonObject { ["autocura.io/max-replicas"] = "10" } },
            ["spec"] = new JsonObject
            {
                ["scaleTargetRef"] = new JsonObject { ["apiVersion"] = "apps/v1", ["kind"] = "Deployment", ["name"] = "cart" },
                ["minReplicas"] = 2,
                ["maxReplicas"] = 4,
            },
        },
        CancellationToken.None);

    [Theory]
    [InlineData("maxReplicas", "0", "Parameter 'maxReplicas' must be a whole number of 1 or more; it is '0'.")]
    [InlineData("minReplicas", "many", "Parameter 'minReplicas' must be a whole number of 1 or more; it is 'many'.")]
    [InlineData("minReplicas", "5", "At least 5 and at most 4 replicas is not possible.")]
    [InlineData("maxReplicas", "11", "11 replicas are not allowed: the annotation autocura.io/max-replicas says '10'.")]
    [InlineData("other", "1", "Parameter 'maxReplicas' or 'minReplicas' is missing.")]
    public async Task Bounds_that_cannot_be_are_refused(string parameter, string value, string reason) =>
        (await Action.PrepareAsync(To((parameter, value)), "key", CancellationToken.None)).Refused.ShouldBe(reason);

    [Fact]
    public async Task What_is_no_autoscaler_is_refused() =>
        (await Action.PrepareAsync(Step with { Target = Deployment("cart") }, "key", CancellationToken.None)).Refused.ShouldBe("Deployment shop/cart is no autoscaler.");

    protected override void Disturb(JsonObject target) => target["spec"]!["minReplicas"] = 3;

    private static PlanStep To(params (string Name, string Value)[] parameters) =>
        new(ActionNames.AdjustAutoscaler, Kinds.HorizontalPodAutoscaler.Ref("shop", "cart"), Parameters(parameters), "test");
}
