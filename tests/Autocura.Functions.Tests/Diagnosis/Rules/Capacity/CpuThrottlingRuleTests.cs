using Autocura.Diagnosis;
using Autocura.Diagnosis.Measurements;
using Autocura.Diagnosis.Surroundings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis.Rules.Capacity;

public sealed class CpuThrottlingRuleTests
{
    [Fact]
    public void A_container_held_at_its_CPU_limit_answers_slowly()
    {
        var diagnosis = Strained.Throttled().Diagnose();

        diagnosis.Top.Cause.ShouldBe(Cause.CpuThrottling);
        diagnosis.Top.Probability.ShouldBeGreaterThan(0.8);
        diagnosis.Top.Headline.ShouldBe("cart is held back at its CPU limit of 500m in 70% of the periods, and answers take longer (p95 0.10 s before, 0.90 s now).");
    }

    [Fact]
    public void Its_limit_is_doubled() => Strained.Throttled().Diagnose().Top.Remedies.InShort().ShouldBe(["AdjustResources container=app cpuLimit=1000m"]);

    [Theory]
    [InlineData(1.0, "1000m")]
    [InlineData(0.6, "800m")]
    [InlineData(0.0, null)]
    public void The_quota_of_the_namespace_caps_it(double left, string? granted)
    {
        var quota = new QuotaView { Name = "team", Resource = "limits.cpu", Used = 4, Hard = 4 + left };

        (Strained.Throttled() with { Surroundings = new SurroundingsView { Quotas = [quota] } }).Diagnose().Of(Cause.CpuThrottling)!.Remedies.InShort()
            .ShouldBe(granted is null ? [] : [$"AdjustResources container=app cpuLimit={granted}"]);
    }

    [Fact]
    public void A_release_that_lowered_the_limit_is_taken_back_first()
    {
        var slow = Strained.Throttled();
        var lowered = slow with
        {
            State = slow.State! with { Revision = 3 },
            Releases =
            [
                Some.Release(3) with
                {
                    CreatedAt = Some.Noon - TimeSpan.FromMinutes(6),
                    Containers = slow.State!.Containers,
                    Changes = [ReleaseChange.Line(ReleaseChange.Resources, "app", "{\"limits\":{\"cpu\":\"2\"}} -> {\"limits\":{\"cpu\":\"500m\"}}")],
                },
                Some.Release(2) with { Containers = [Some.Container() with { CpuLimit = 2 }] },
            ],
        };

        var top = lowered.Diagnose().Top;

        top.Cause.ShouldBe(Cause.CpuThrottling);
        top.Clues.ShouldContain(clue => clue.Text == "release 3 lowered the CPU limit of app from 2000m to 500m");
        top.Remedies.InShort().ShouldBe(["RollBackRelease toRevision=2", "AdjustResources container=app cpuLimit=2000m"]);
    }

    [Fact]
    public void With_more_work_to_do_it_is_the_load_that_grew()
    {
        var surge = Strained.Throttled().With(Strained.Series(Signal.RequestRate, 20, 80, 7));

        surge.Diagnose().Top.Cause.ShouldBe(Cause.TrafficSurge);
    }

    [Fact]
    public void Throttling_that_nobody_feels_is_no_trouble() =>
        Strained.Throttled().With(Strained.Flat(Signal.LatencyP95, 0.1)).Diagnose().Top.Cause.ShouldBe(Cause.NothingWrong);

    [Fact]
    public void A_few_throttled_periods_are_usual() => Strained.Throttled().With(Strained.Series(Signal.CpuThrottling, 0.02, 0.15)).Diagnose().Of(Cause.CpuThrottling).ShouldBeNull();

    [Fact]
    public void Which_of_several_containers_is_held_back_is_not_guessed()
    {
        var slow = Strained.Throttled();
        var two = slow with { State = slow.State! with { Containers = [.. slow.State!.Containers, new ContainerView("proxy", "proxy:1", null, null, []) { CpuLimit = 0.2 }] } };

        two.Diagnose().Of(Cause.CpuThrottling)!.Remedies.ShouldBeEmpty();
    }

    [Fact]
    public void An_experiment_that_burns_CPU_is_not_the_workloads_own_need() =>
        (Strained.Throttled() with { Surroundings = new SurroundingsView { Experiments = [Strained.Experiment()] } }).Diagnose().Top.Cause.ShouldNotBe(Cause.CpuThrottling);
}
