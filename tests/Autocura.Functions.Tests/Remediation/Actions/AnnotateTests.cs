using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Embedded.Cluster;
using Autocura.Functions.Tests.Conformance;
using Autocura.Planning;
using Autocura.Remediation;
using Autocura.Remediation.Actions;

namespace Autocura.Functions.Tests.Remediation.Actions;

public sealed class AnnotateTests : ActionConformance
{
    protected override IRemediationAction Action => new Annotate(Edit);

    protected override ObjectKey Target => ObjectKey.Apps("deployments", "shop", "cart");

    protected override PlanStep Step => Set(("annotation", "example.org/reload"), ("value", "now"));

    protected override void Break() => Cluster.Edit(Target, cart => cart["metadata"]!["annotations"]!["example.org/old"] = "yes");

    [Fact]
    public async Task Without_a_value_it_is_removed()
    {
        var receipt = await Action.ApplyAsync(await Action.PrepareAsync(Set(("annotation", "example.org/old")), "key", CancellationToken.None), CancellationToken.None);
        Found()["metadata"]!["annotations"]!["example.org/old"].ShouldBeNull();

        await Action.RevertAsync(receipt, CancellationToken.None);
        Found()["metadata"]!["annotations"]!["example.org/old"]!.GetValue<string>().ShouldBe("yes");
    }

    [Theory]
    [InlineData("autocura.io/mode")]
    [InlineData("deployment.kubernetes.io/revision")]
    [InlineData("kubernetes.io/change-cause")]
    public async Task What_steers_this_system_or_Kubernetes_is_refused(string name) =>
        (await Action.PrepareAsync(Set(("annotation", name), ("value", "auto")), "key", CancellationToken.None)).Refused.ShouldBe($"The annotation {name} steers this system or Kubernetes itself: it is not set.");

    [Fact]
    public async Task The_annotation_must_be_named() =>
        (await Action.PrepareAsync(Set(), "key", CancellationToken.None)).Refused.ShouldBe("Parameter 'annotation' is missing: name the annotation.");

    protected override void Disturb(JsonObject target) => target["metadata"]!["annotations"]!["example.org/reload"] = "later";

    private static PlanStep Set(params (string Name, string Value)[] parameters) => new(ActionNames.Annotate, Deployment("cart"), Parameters(parameters), "test");
}
