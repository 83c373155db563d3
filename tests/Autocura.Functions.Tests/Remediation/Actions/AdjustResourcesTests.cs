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

    private PlanStep Limit(string limit, string? container = null) =>
        new(ActionNames.AdjustResources, Deployment("cart"), Parameters(("container", container ?? Container(Found())["name"]!.GetValue<string>()), ("memoryLimit", limit)), "test");

    private static JsonNode Container(JsonObject cart) => cart["spec"]!["template"]!["spec"]!["containers"]![0]!;
}
