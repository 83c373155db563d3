using Autocura.Incidents;
using Autocura.KnownGood.Records;

namespace Autocura.Functions.Tests.KnownGood.Records;

public sealed class KnownVersionsTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Proven = TimeSpan.FromHours(1);
    private static readonly ObjectRef Target = new("v1", "ConfigMap", "shop", "flags");

    [Fact]
    public void The_newest_version_that_is_proven_is_compared_with() =>
        Before(Version("old", -500, -200), Version("proven", -200, -90), Version("young", -90 + 60, null))!.Hash.ShouldBe("proven");

    [Fact]
    public void A_change_that_was_captured_just_before_its_fault_showed_is_not_trusted() =>
        Before(Version("good", -600, -20), Version("bad", -20, null))!.Hash.ShouldBe("good");

    [Fact]
    public void Among_versions_that_are_all_young_the_oldest_is_trusted_most() =>
        Before(Version("first", -9, -6), Version("second", -6, null))!.Hash.ShouldBe("first");

    [Fact]
    public void What_was_captured_after_the_onset_says_nothing_about_before() =>
        Before(Version("late", 5, null)).ShouldBeNull();

    [Fact]
    public void Of_four_versions_the_one_that_was_seen_shortest_goes() =>
        KnownVersions.Surplus([Version("proven", -600, -100), Version("short", -100, -95), Version("longer", -95, -10), Version("now", -10, null)], Noon, Proven)
            .ShouldHaveSingleItem().Hash.ShouldBe("short");

    [Fact]
    public void Versions_that_flap_never_push_out_the_one_that_is_proven()
    {
        List<KnownVersion> kept = [Version("proven", -600, -100)];
        for (var minute = -100; minute < 0; minute += 3)
        {
            kept = [.. kept.Select(version => version.IsCurrent ? version with { HealthyUntil = Noon.AddMinutes(minute) } : version), Version($"flap{minute}", minute, null)];
            kept = [.. kept.Except(KnownVersions.Surplus(kept, Noon.AddMinutes(minute), Proven))];
        }

        kept.Count.ShouldBe(KnownVersions.MostOfOne);
        kept[0].Hash.ShouldBe("proven");
    }

    [Fact]
    public void Names_follow_from_the_object_and_its_state_and_lie_where_the_object_lies()
    {
        var name = RecordIdentity.Record(Target, new string('a', 64), "autocura-cognitiva");

        name.ShouldBe(RecordIdentity.Record(Target with { ApiVersion = "v1" }, new string('a', 64), "autocura-cognitiva"));
        name.Namespace.ShouldBe("shop");
        name.Name.ShouldStartWith("configmap-flags-");
        RecordIdentity.Record(Target, new string('b', 64), "autocura-cognitiva").Name.ShouldNotBe(name.Name);
        RecordIdentity.Record(new ObjectRef("scheduling.k8s.io/v1", "PriorityClass", "", "high"), new string('a', 64), "autocura-cognitiva").Namespace.ShouldBe("autocura-cognitiva");
        RecordIdentity.Record(new ObjectRef("v1", "Namespace", "", "shop"), new string('a', 64), "autocura-cognitiva").Namespace.ShouldBe("shop");
    }

    [Fact]
    public void A_newer_version_of_the_api_is_the_same_object() =>
        RecordIdentity.Of(new ObjectRef("apps/v1", "Deployment", "a", "b")).ShouldBe(RecordIdentity.Of(new ObjectRef("apps/v2", "Deployment", "a", "b")));

    private static KnownVersion? Before(params KnownVersion[] versions) => KnownVersions.Before(versions, Noon, Proven);

    private static KnownVersion Version(string hash, int from, int? until) => new()
    {
        Target = Target,
        Record = new ObjectRef("autocura.cognitiva.io/v1alpha1", "KnownGood", "shop", hash),
        Hash = hash,
        Uid = "u",
        ResourceVersion = "1",
        HealthyFrom = Noon.AddMinutes(from),
        HealthyUntil = until is { } end ? Noon.AddMinutes(end) : null,
    };
}
