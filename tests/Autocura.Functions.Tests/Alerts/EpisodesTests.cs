using Autocura.Alerts;
using Autocura.Incidents;

namespace Autocura.Functions.Tests.Alerts;

public sealed class EpisodesTests
{
    private static readonly Alert Known = SomeAlert.On("cart");

    private static readonly Outcome Healed = new()
    {
        Phase = IncidentPhase.Resolved,
        Kind = OutcomeKind.Healed,
        Reason = "rolled back",
        OpenedAt = SomeAlert.Onset,
        ClosedAt = SomeAlert.Onset.AddMinutes(10),
        RecordName = "cart-1",
        Fingerprints = [Known.Fingerprint],
    };

    [Fact]
    public void A_repetition_of_what_the_incident_had_is_answered() => Healed.Answered(Known).ShouldBeTrue();

    [Fact]
    public void A_start_that_a_restarted_Prometheus_moved_within_the_incident_is_still_the_same_firing() =>
        Healed.Answered(Known with { StartsAt = Known.StartsAt.AddMinutes(2) }).ShouldBeTrue();

    [Fact]
    public void The_same_fingerprint_with_a_start_after_the_end_is_new() => Healed.Answered(Known with { StartsAt = Healed.ClosedAt.AddTicks(1) }).ShouldBeFalse();

    [Fact]
    public void An_alert_it_never_had_is_new() => Healed.Answered(SomeAlert.On("cart", "KubePodNotReady")).ShouldBeFalse();

    [Fact]
    public void Two_firings_of_one_alert_have_two_keys()
    {
        var again = Known with { StartsAt = Known.StartsAt.AddHours(1) };
        EpisodeKey.Of(again).ShouldNotBe(EpisodeKey.Of(Known));
        EpisodeKey.Of(again).Digest(16).ShouldNotBe(EpisodeKey.Of(Known).Digest(16));
        EpisodeKey.Of(Known with { Annotations = new Dictionary<string, string> { ["summary"] = "now 5 restarts" } }).ShouldBe(EpisodeKey.Of(Known));
    }
}
