using Autocura.Guardrails.Brakes;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Guardrails.Brakes;

public sealed class BreakerTests
{
    private static readonly ReviewSettings Settings = new() { BreakerFailures = 3 };

    private static readonly DateTimeOffset Reopens = Some.Noon + Settings.BreakerPause;

    [Fact]
    public void It_opens_after_several_failures_in_a_row()
    {
        StateAt(After(BrakeResult.Failed, BrakeResult.Failed), Some.Noon).ShouldBe(BreakerState.Closed);
        StateAt(After(BrakeResult.Failed, BrakeResult.Failed, BrakeResult.Failed), Some.Noon).ShouldBe(BreakerState.Open);
    }

    [Fact]
    public void A_remedy_that_helped_in_between_keeps_it_closed() =>
        StateAt(After(BrakeResult.Failed, BrakeResult.Failed, BrakeResult.Helped, BrakeResult.Failed), Some.Noon).ShouldBe(BreakerState.Closed);

    [Fact]
    public void What_nobody_can_tell_counts_for_nothing() =>
        StateAt(After(BrakeResult.Failed, BrakeResult.Unknown, BrakeResult.Failed), Some.Noon).ShouldBe(BreakerState.Closed);

    [Fact]
    public void It_opens_then_lets_one_through_and_closes_when_that_helped()
    {
        var open = After(BrakeResult.Failed, BrakeResult.Failed, BrakeResult.Failed);
        StateAt(open, Reopens - TimeSpan.FromSeconds(1)).ShouldBe(BreakerState.Open);
        StateAt(open, Reopens).ShouldBe(BreakerState.HalfOpen);

        var probing = open.With(SomeLedger.Entry("probe/1", Reopens), Settings);
        probing.Entries[^1].IsProbe.ShouldBeTrue();
        StateAt(probing, Reopens).ShouldBe(BreakerState.Probing);

        StateAt(probing.Settled("probe/1", BrakeResult.Helped, Settings, Reopens), Reopens).ShouldBe(BreakerState.Closed);
    }

    [Fact]
    public void A_probe_that_did_not_help_begins_the_pause_anew()
    {
        var probing = After(BrakeResult.Failed, BrakeResult.Failed, BrakeResult.Failed).With(SomeLedger.Entry("probe/1", Reopens), Settings);
        var again = probing.Settled("probe/1", BrakeResult.Failed, Settings, Reopens);

        StateAt(again, Reopens.AddSeconds(1)).ShouldBe(BreakerState.Open);
        StateAt(again, Reopens + Settings.BreakerPause).ShouldBe(BreakerState.HalfOpen);
    }

    [Fact]
    public void A_probe_that_never_came_back_does_not_latch_it()
    {
        var probing = After(BrakeResult.Failed, BrakeResult.Failed, BrakeResult.Failed).With(SomeLedger.Entry("probe/1", Reopens), Settings);

        StateAt(probing, Reopens.AddMinutes(29)).ShouldBe(BreakerState.Probing);
        StateAt(probing, Reopens.AddMinutes(30)).ShouldBe(BreakerState.HalfOpen);
    }

    private static BreakerState StateAt(BrakeLedger ledger, DateTimeOffset now) => Breaker.StateOf(ledger, Settings, now);

    /// <summary>One remedy a minute, the last at noon.</summary>
    private static BrakeLedger After(params BrakeResult[] results)
    {
        var ledger = BrakeLedger.Empty;
        for (var i = 0; i < results.Length; i++)
        {
            var at = Some.Noon.AddMinutes(i + 1 - results.Length);
            ledger = ledger.With(SomeLedger.Entry($"host/{i}", at), Settings).Settled($"host/{i}", results[i], Settings, at);
        }

        return ledger;
    }
}
