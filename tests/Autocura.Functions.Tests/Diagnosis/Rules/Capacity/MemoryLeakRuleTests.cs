using Autocura.Diagnosis;
using Autocura.Diagnosis.Measurements;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Capacity;

public sealed class MemoryLeakRuleTests
{
    [Fact]
    public void Memory_that_only_grows_until_the_container_is_killed_is_a_leak()
    {
        var diagnosis = Strained.Leak().Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.MemoryLeak);
        diagnosis.Top.Probability.ShouldBeGreaterThan(0.9);
        diagnosis.Top.Headline.ShouldBe("The memory of cart only grows: it rises by 8% of its limit an hour, from 35% to 96%, full in 30 min.");
        diagnosis.Top.Clues.ShouldContain(clue => clue.Text == "app was killed for memory at the end of it (4 restarts so far)");
    }

    [Fact]
    public void A_fresh_start_gives_it_back_for_a_while()
    {
        var remedy = Strained.Leak().Diagnose().Top.Remedies.ShouldHaveSingleItem();

        remedy.Action.ShouldBe(ActionNames.RestartWorkload);
        remedy.Why.ShouldBe("a fresh start gives back what leaked; it is full again after about 8 h");
        remedy.Chance.ShouldBe(CureChance.Fair);
    }

    [Fact]
    public void A_release_of_this_week_may_have_brought_it()
    {
        var leak = Strained.Leak();
        var lately = leak with { Releases = [leak.Releases[0] with { CreatedAt = Some.Noon - TimeSpan.FromDays(2) }, leak.Releases[1]] };

        lately.Diagnose().Top.Remedies.InShort().ShouldBe(["RestartWorkload", "RollBackRelease toRevision=1"]);
    }

    [Fact]
    public void What_a_new_release_needs_too_much_of_is_no_leak() =>
        Faulty.Release(Faulty.KilledForMemory()).With(Strained.Rising()).Diagnose().Top.Cause.ShouldBe(Cause.OutOfMemory);

    [Fact]
    public void A_container_that_is_killed_soon_after_each_start_is_no_leak() =>
        Faulty.OutOfMemory().With(Strained.Rising()).Diagnose().Top.Cause.ShouldBe(Cause.OutOfMemory);

    [Fact]
    public void A_program_that_has_just_started_takes_its_memory_and_leaks_none()
    {
        var leak = Strained.Leak();
        var young = leak with { Pods = [leak.Pods[0] with { Containers = [leak.Pods[0].Containers[0] with { Restarts = 1 }] }], PodsInAll = 1 };

        young.Diagnose().Top.Cause.ShouldBe(Cause.OutOfMemory);
    }

    [Fact]
    public void Kills_that_come_hours_apart_tell_of_growth_without_any_numbers()
    {
        var leak = Strained.Leak() with { Measurements = null };

        leak.Diagnose().Top.Cause.ShouldBe(Cause.MemoryLeak);
        leak.Diagnose().Top.Headline.ShouldBe("cart is killed for memory again and again, about every 7 days.");
    }

    [Fact]
    public void Memory_that_stands_still_is_no_leak() =>
        Some.Evidence().With(Strained.Flat(Signal.MemoryShare, 0.6)).Diagnose().Of(Cause.MemoryLeak).ShouldBeNull();

    [Fact]
    public void More_work_takes_more_memory() => ShouldDoubt(Strained.Leak().With(Strained.Series(Signal.RequestRate, 20, 80, 60)));

    [Fact]
    public void An_experiment_that_eats_memory_explains_it() => ShouldDoubt(Strained.Leak() with { Surroundings = new SurroundingsView { Experiments = [Strained.Experiment()] } });

    [Fact]
    public void Before_anything_was_killed_it_is_seen_coming()
    {
        var early = Some.Evidence().With(Strained.Rising()).Diagnose();

        early.Top.Cause.ShouldBe(Cause.MemoryLeak);
        early.Top.Probability.ShouldBeLessThan(Strained.Leak().Diagnose().Top.Probability);
    }

    [Fact]
    public void Much_that_is_left_is_no_hurry() =>
        Some.Evidence().With(Strained.Rising() with { Before = 0.1, Latest = 0.2, SlopePerHour = 0.06 }).Diagnose().Top.Cause.ShouldBe(Cause.NothingWrong);

    [Fact]
    public void Without_a_limit_it_is_compared_with_its_own_past()
    {
        var unlimited = Strained.Leak() with { Measurements = null };

        unlimited.With(Strained.Rising() with { Signal = Signal.Memory, Before = 100 * Some.MiB, Latest = 300 * Some.MiB, SlopePerHour = 20 * Some.MiB }).Diagnose()
            .Of(Cause.MemoryLeak)!.Headline.ShouldBe("The memory of cart only grows: it rises by 20% of what it used before an hour.");
    }

    private static void ShouldDoubt(Evidence evidence) =>
        (1 - evidence.Diagnose().ProbabilityOf(Cause.MemoryLeak)).ShouldBeGreaterThan(10 * (1 - Strained.Leak().Diagnose().ProbabilityOf(Cause.MemoryLeak)));
}
