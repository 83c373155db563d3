using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Traffic;

public sealed class MeshExcludedRuleTests
{
    [Theory]
    [InlineData("metadata.labels.istio-injection", "enabled")]
    [InlineData("metadata.labels.istio.io/dataplane-mode", "ambient")]
    [InlineData("metadata.labels.linkerd.io/inject", "enabled")]
    public void A_namespace_that_lost_its_label_has_left_the_mesh(string label, string value)
    {
        var top = Nearby.Failing().After(Lost(label, value)).Diagnose().Top;

        top.Cause.ShouldBe(Cause.MeshExcluded);
        top.Culprit.ShouldBe(Nearby.Shop);
        top.Probability.ShouldBeGreaterThan(0.95);
        top.Headline.ShouldBe($"Namespace shop has left the mesh ({label}: {value} -> none).");
        top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]);
    }

    [Fact]
    public void Any_other_label_is_none_of_the_mesh() =>
        Nearby.Failing().After(Lost("metadata.labels.team", "goods")).Diagnose().Of(Cause.MeshExcluded).ShouldBeNull();

    [Fact]
    public void Requests_that_come_through_excuse_it() =>
        Nearby.Serving().After(Lost("metadata.labels.istio-injection", "enabled")).Diagnose().ProbabilityOf(Cause.MeshExcluded)
            .ShouldBeLessThan(Nearby.Failing().After(Lost("metadata.labels.istio-injection", "enabled")).Diagnose().ProbabilityOf(Cause.MeshExcluded));

    [Fact]
    public void A_label_that_was_lost_after_the_trouble_began_did_not_make_it() =>
        Nearby.Failing().After(Lost("metadata.labels.istio-injection", "enabled") with { At = Some.Noon - TimeSpan.FromMinutes(1) }).Diagnose()
            .ProbabilityOf(Cause.MeshExcluded).ShouldBeLessThan(0.7);

    private static ObjectChange Lost(string label, string value) => Nearby.Change(Nearby.Shop, ObjectRelation.Namespace, new FieldChange(label, value, null));
}
