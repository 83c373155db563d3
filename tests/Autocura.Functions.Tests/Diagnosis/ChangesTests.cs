using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis;

public sealed class ChangesTests
{
    private static readonly FieldChange Field = new("data.mode", "on", null);

    [Fact]
    public void A_change_says_when_by_whom_and_against_what()
    {
        var clues = Changed().Clues(Some.Evidence()).ToList();

        clues.Select(clue => clue.Text).ShouldBe(
        [
            "ConfigMap shop/features was changed by kubectl-edit 60 s before the first symptom",
            "ConfigMap shop/features is not as it was when the namespace was last healthy: data.mode: on -> none",
        ]);
        clues[1].Field.ShouldBe("data.mode");
        clues.ShouldAllBe(clue => clue.SeenOn == Nearby.Features && clue.Weight > 0);
    }

    [Fact]
    public void What_is_new_and_what_is_gone_say_so()
    {
        Words(Nearby.Created(Nearby.Features, ObjectRelation.Configuration)).ShouldEndWith("was not there when the namespace was last healthy");
        Words(Nearby.Gone(Nearby.Features, ObjectRelation.Configuration)).ShouldEndWith("was there when the namespace was last healthy, and is gone");
    }

    [Fact]
    public void What_was_only_written_and_is_as_it_was_speaks_against_itself()
    {
        var written = Changed() with { IsAgainstKnownGood = false };

        written.Clues(Some.Evidence().After(written)).Last().ShouldSatisfyAllConditions(
            clue => clue.Text.ShouldBe("ConfigMap shop/features is as it was when the namespace was last healthy"),
            clue => clue.Weight.ShouldBeLessThan(0));
    }

    [Fact]
    public void Where_no_known_good_is_kept_only_the_time_of_the_write_counts() =>
        (Changed() with { IsAgainstKnownGood = false }).Clues(Some.Evidence()).ShouldHaveSingleItem().At.ShouldBe(Nearby.AMinuteBefore);

    [Fact]
    public void The_closer_an_object_is_the_more_it_is_suspected()
    {
        double Weight(ObjectRelation relation) => (Changed() with { Relation = relation }).RelationClue(Some.Evidence()).Weight;

        Weight(ObjectRelation.Configuration).ShouldBeGreaterThan(Weight(ObjectRelation.Dependency));
        Weight(ObjectRelation.Dependency).ShouldBeGreaterThan(Weight(ObjectRelation.Node));
        Weight(ObjectRelation.Node).ShouldBeGreaterThan(Weight(ObjectRelation.SameNamespace));
    }

    [Fact]
    public void What_is_new_is_removed_and_what_changed_is_put_back()
    {
        Nearby.Created(Nearby.Features, ObjectRelation.Configuration).Remedies().InShort().ShouldBe(["RemoveObject"]);
        Changed().Remedies().InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]);
        Nearby.Gone(Nearby.Features, ObjectRelation.Configuration).Remedies().InShort().ShouldBe(["RestoreKnownGood knownGoodHash=abc"]);
        (Changed() with { KnownGoodHash = "" }).Remedies().ShouldBeEmpty();
    }

    [Fact]
    public void A_field_of_its_own_is_known_only_against_the_known_good()
    {
        var own = Nearby.Change(Nearby.Itself, ObjectRelation.Itself, new FieldChange("spec.template.spec.dnsPolicy", "ClusterFirst", "Default"));

        Some.Evidence().After(own).OwnField("nothing", "dnsPolicy")!.InWords().ShouldBe("spec.template.spec.dnsPolicy: ClusterFirst -> Default");
        Some.Evidence().After(own).OwnField("nodeSelector").ShouldBeNull();
        Some.Evidence().After(own with { IsAgainstKnownGood = false }).OwnField("dnsPolicy").ShouldBeNull();
        Some.Evidence().OwnField("dnsPolicy").ShouldBeNull();
    }

    [Fact]
    public void The_release_is_asked_before_the_known_good()
    {
        var own = Nearby.Change(Nearby.Itself, ObjectRelation.Itself, new FieldChange("spec.template.spec.containers[app].image", "a", "b"));
        var line = ReleaseChange.Line(ReleaseChange.Image, "app", "shop/cart:2 -> shop/cart:3");

        Some.Evidence().After(own).RolledOut(line).Changed(ReleaseChange.Image, "image").ShouldBe(line);
        Some.Evidence().After(own).Changed(ReleaseChange.Image, "image").ShouldBe("spec.template.spec.containers[app].image: a -> b");
    }

    private static ObjectChange Changed() => Nearby.Change(Nearby.Features, ObjectRelation.Configuration, Field);

    private static string Words(ObjectChange change) => change.Clues(Some.Evidence()).Last().Text;
}
