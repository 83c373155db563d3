using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Traffic;

public sealed class MeshExcludedRuleTests
{
    [Fact]
    public void A_namespace_that_lost_its_mesh_label_is_outside_of_it()
    {
        var diagnosis = Strained.Failing().After(Label("metadata.labels.istio.io/dataplane-mode", "ambient", null)).Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.MeshExcluded);
        diagnosis.Top.Culprit?.ToString().ShouldBe("Namespace shop");
        diagnosis.Top.Remedies.InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]);
    }

    [Fact]
    public void Another_label_is_no_matter() => Strained.Failing().After(Label("metadata.labels.team", "red", "blue")).Diagnose().Of(Cause.MeshExcluded).ShouldBeNull();

    private static ObjectChange Label(string path, string? before, string? after) => Altered.Object("Namespace", "shop", ObjectRelation.Namespace, new FieldChange(path, before, after));
}
