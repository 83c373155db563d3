using Autocura.Diagnosis;
using Autocura.Embedded.Cluster;
using Autocura.Functions.Tests.Conformance;
using Autocura.Planning;
using Autocura.Remediation;
using Autocura.Remediation.Actions;

namespace Autocura.Functions.Tests.Remediation.Actions;

public sealed class ScaleWorkloadTests : ActionConformance
{
    protected override IRemediationAction Action => new ScaleWorkload(Edit);

    protected override ObjectKey Target => ObjectKey.Apps("deployments", "shop", "cart");

    protected override PlanStep Step => To("2");

    protected override void Break() => Cluster.Edit(Target, cart => cart["spec"]!["replicas"] = 0);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("two")]
    [InlineData("1e3")]
    public async Task A_number_of_replicas_that_is_no_cure_is_refused(string replicas) =>
        (await Action.PrepareAsync(To(replicas), "key", CancellationToken.None)).Refused.ShouldBe($"Parameter 'replicas' must be a whole number of 1 or more; it is '{replicas}'.");

    [Fact]
    public async Task The_annotation_for_most_replicas_is_a_bound()
    {
        Cluster.Edit(Target, cart => cart["metadata"]!["annotations"]!["autocura.io/max-replicas"] = "3");

        (await Action.PrepareAsync(To("3"), "key", CancellationToken.None)).Refused.ShouldBeNull();
        (await Action.PrepareAsync(To("4"), "key", CancellationToken.None)).Refused.ShouldBe("4 replicas are not allowed: the annotation autocura.io/max-replicas says '3'.");
    }

    [Fact]
    public async Task A_workload_that_has_the_replicas_already_is_left_alone()
    {
        Cluster.Edit(Target, cart => cart["spec"]!["replicas"] = 2);

        (await Action.PrepareAsync(Step, "key", CancellationToken.None)).Refused.ShouldNotBeNull().ShouldContain("is already as the step wants it");
    }

    private static PlanStep To(string replicas) => new(ActionNames.ScaleWorkload, Deployment("cart"), Parameters(("replicas", replicas)), "test");
}
