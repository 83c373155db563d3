using Autocura.Correlation;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Correlation;

public sealed class FlapWatchTests
{
    private static readonly CorrelationSettings Settings = new();

    [Fact]
    public void Trouble_that_comes_back_often_enough_is_named()
    {
        var flapping = FlapWatch.Of([Past(minutesAgo: 24), Past(minutesAgo: 16), Past(minutesAgo: 8)], [At(0)], Settings, Some.Noon);

        flapping!.ToString().ShouldBe("flapping: 4 times in 30 min");
        flapping.Since.ShouldBe(Some.Noon.AddMinutes(-24));
    }

    [Fact]
    public void Once_less_is_no_flapping() => FlapWatch.Of([Past(16), Past(8)], [At(0)], Settings, Some.Noon).ShouldBeNull();

    [Fact]
    public void What_is_older_than_the_window_does_not_count() => FlapWatch.Of([Past(31), Past(16), Past(8)], [At(0)], Settings, Some.Noon).ShouldBeNull();

    [Fact]
    public void Four_kinds_of_trouble_once_each_are_no_flapping() => FlapWatch.Of(
        [], [At(20, SignalType.OomKill), At(15, SignalType.ErrorRate), At(10, SignalType.LatencySpike), At(5)], Settings, Some.Noon).ShouldBeNull();

    [Fact]
    public void Alerts_that_begin_together_are_one_time() => FlapWatch.Of([], [At(0.9), At(0.6), At(0.3), At(0)], Settings, Some.Noon).ShouldBeNull();

    [Theory]
    [InlineData(4, 5)]
    [InlineData(5, 10)]
    [InlineData(6, 20)]
    [InlineData(12, 60)]
    public void It_is_left_alone_longer_each_time_after_it_was_acted_on(int times, int minutes) =>
        FlapWatch.HeldUntil(Flaps(times), [Past(8) with { ActedAt = Some.Noon.AddMinutes(-2) }, Past(16) with { ActedAt = Some.Noon.AddMinutes(-9) }], Settings, Some.Noon)
            .ShouldBe(Some.Noon.AddMinutes(minutes - 2));

    [Fact]
    public void What_nobody_has_acted_on_is_not_held() => FlapWatch.HeldUntil(Flaps(6), [Past(8)], Settings, Some.Noon).ShouldBeNull();

    [Fact]
    public void A_hold_that_is_over_holds_nothing() => FlapWatch.HeldUntil(Flaps(4), [Past(8) with { ActedAt = Some.Noon.AddMinutes(-6) }], Settings, Some.Noon).ShouldBeNull();

    [Fact]
    public void Trouble_of_the_same_kind_soon_after_the_end_opens_the_incident_again()
    {
        var incident = Some.Incident() with { Past = [Past(20) with { ClosedAt = Some.Noon.AddMinutes(-10) }] };

        FlapWatch.Reopened(incident, Settings)!.RecordName.ShouldBe("cart-20");
        FlapWatch.Reopened(incident with { Past = [Past(20) with { Rises = [At(20, SignalType.OomKill)], ClosedAt = Some.Noon.AddMinutes(-10) }] }, Settings).ShouldBeNull();
        FlapWatch.Reopened(incident with { Past = [Past(40) with { ClosedAt = Some.Noon.AddMinutes(-30) }] }, Settings).ShouldBeNull();
    }

    [Fact]
    public void All_episodes_that_opened_one_another_again_are_one_chain()
    {
        PastEpisode Ended(int opened, int closed) => Past(opened) with { OpenedAt = Some.Noon.AddMinutes(-opened), ClosedAt = Some.Noon.AddMinutes(-closed) };
        var incident = Some.Incident() with { Past = [Ended(8, 5), Ended(14, 10), Ended(60, 50)] };

        FlapWatch.Reopening(incident, Settings).Count.ShouldBe(2);
        FlapWatch.Reopening(incident with { Past = [Ended(60, 50)] }, Settings).ShouldBeEmpty();
    }

    [Fact]
    public void Memory_travels_from_episode_to_episode_and_keeps_the_newest()
    {
        IReadOnlyList<PastEpisode> past = [];
        for (var episode = 0; episode < PastEpisode.Most + 5; episode++)
        {
            var opened = Some.Noon.AddMinutes(episode * 5);
            past = EpisodeMemory.After(Some.Incident() with { OpenedAt = opened, Past = past }, null, opened.AddMinutes(2));
        }

        past.Count.ShouldBe(PastEpisode.Most);
        past.Select(episode => episode.OpenedAt).ShouldBeInOrder(SortDirection.Descending);
    }

    private static PastEpisode Past(int minutesAgo) => new()
    {
        RecordName = $"cart-{minutesAgo}",
        OpenedAt = Some.Noon.AddMinutes(-minutesAgo),
        ClosedAt = Some.Noon.AddMinutes(-minutesAgo + 3),
        Kind = OutcomeKind.Healed,
        Rises = [At(minutesAgo)],
    };

    private static Rise At(double minutesAgo, SignalType type = SignalType.PodNotReady) => new(type, Some.Noon.AddMinutes(-minutesAgo));

    private static Flapping Flaps(int times) => new(SignalType.PodNotReady, times, Some.Noon.AddMinutes(-20), Settings.FlapWindow);
}
