using Autocura.Diagnosis;
using Autocura.Incidents;
using Autocura.Policies;
using Autocura.Policies.Healing;
using Autocura.Support;

namespace Autocura.Functions.Tests.Policies.Healing;

public sealed class HealingLadderTests
{
    private static readonly ObjectRef Policy = new("autocura.cognitiva.io/v1", "HealingPolicy", "shop", "cart-policy");

    [Fact]
    public void A_policy_that_is_not_breached_prescribes_nothing() => HealingLadder.Of(State(cpu: 79.9)).ShouldBeNull();

    [Fact]
    public void A_metric_that_cannot_be_measured_is_no_breach() => HealingLadder.Of(State(cpu: null)).ShouldBeNull();

    [Theory]
    [InlineData("as many as bring it to its limit", 2, 120.0, 3)]
    [InlineData("rounded up", 3, 90.0, 4)]
    [InlineData("not more than the most", 4, 400.0, 5)]
    [InlineData("not fewer than the least", 1, 81.0, 2)]
    [InlineData("one more at least", 10, 80.1, 11)]
    public void It_scales_by_need_and_within_its_bounds(string clause, int replicas, double cpu, int expected)
    {
        var scale = new ScaleSpec { MinReplicas = 2, MaxReplicas = replicas == 10 ? 20 : 5 };

        Rung(State(cpu) with { Replicas = replicas, Spec = Spec(new HealingAction { Type = HealingActionType.Scale, Scale = scale }) })
            .Steps.ShouldHaveSingleItem().Parameters["replicas"].ShouldBe($"{expected}", clause);
    }

    [Theory]
    [InlineData("it has as many as it may", 5, null, "Deployment", "Deployment shop/cart has 5 replicas already")]
    [InlineData("an autoscaler decides", 2, "HorizontalPodAutoscaler cart", "Deployment", "HorizontalPodAutoscaler cart owns the replicas of Deployment shop/cart")]
    [InlineData("it has none", 2, null, "DaemonSet", "a DaemonSet has no replicas to set")]
    public void It_says_why_it_cannot_scale(string clause, int replicas, string? owner, string kind, string expected)
    {
        var state = State(200) with { Replicas = replicas, ScaledBy = owner, Target = Some.Cart with { Kind = kind } };

        Rung(state with { Spec = Spec(new HealingAction { Type = HealingActionType.Scale, Scale = new ScaleSpec { MinReplicas = 2, MaxReplicas = 5 } }) }).Refused.ShouldBe(expected, clause);
    }

    [Fact]
    public void It_restarts_with_the_grace_that_is_asked_for() =>
        Rung(State(90) with { Spec = Spec(new HealingAction { Type = HealingActionType.Restart, Restart = new RestartSpec { GracePeriodSeconds = 30 } }) })
            .Steps.ShouldHaveSingleItem().Parameters["gracePeriodSeconds"].ShouldBe("30");

    [Fact]
    public void It_sets_an_entry_of_a_config_map()
    {
        var remedy = Rung(State(90) with { Spec = Spec(new HealingAction { Type = HealingActionType.Reconfigure, Reconfigure = new ReconfigureSpec { ConfigMap = "cart-config", Key = "interval", Value = "30" } }) }).Steps.ShouldHaveSingleItem();

        (remedy.Action, $"{remedy.Target}", remedy.Parameters["key"], remedy.Parameters["value"]).ShouldBe((ActionNames.PatchConfig, "ConfigMap shop/cart-config", "interval", "30"));
    }

    [Fact]
    public void A_command_is_run_only_where_an_administrator_allows_it()
    {
        var state = State(90) with { Incident = "abc1230042", Spec = Spec(new HealingAction { Type = HealingActionType.Custom, Custom = new CommandSpec { Command = "flush", Args = ["--all"] } }) };

        Rung(state).Refused.ShouldBe("the command 'flush' is not among Autocura:Jobs:Commands: an administrator must allow it");
        var remedy = Rung(state with { Commands = new Dictionary<string, string> { ["flush"] = "registry.example/ops@sha256:01" } }).Steps.ShouldHaveSingleItem();
        (remedy.Action, $"{remedy.Target}", remedy.Parameters["args"]).ShouldBe((ActionNames.RunJob, "Job shop/cart-policy-abc1230042-1", """["--all"]"""));
    }

    [Fact]
    public void One_that_has_given_up_says_so_until_all_is_well_again() =>
        Rung(State(90) with { Attempts = 3 }).Refused.ShouldBe("HealingPolicy shop/cart-policy has given up: 3 of 3 healings were tried since all was well");

    [Fact]
    public void It_rests_for_its_cooldown_and_wants_what_was_over_its_limit_below_it()
    {
        var prescribed = HealingLadder.Of(State(93) with { LastHealing = Some.Noon })!;

        prescribed.RestUntil.ShouldBe(Some.Noon.AddSeconds(300));
        prescribed.Reason.ShouldBe("cpu at 93 %, above 80 %");
        prescribed.HoldsNow.ShouldBeTrue();
        $"{prescribed.Criteria.ShouldHaveSingleItem()}".ShouldBe("cpu <= 80");
        prescribed.Criteria[0].Holds(80).ShouldBeTrue();
        prescribed.Criteria[0].Holds(81).ShouldBeFalse();
    }

    private static Rung Rung(HealingState state) => HealingLadder.Of(state)!.Rungs[0];

    private static HealingPolicySpec Spec(HealingAction action) => new() { Actions = [action] };

    private static HealingState State(double? cpu) => new(
        Policy,
        Spec(new HealingAction { Type = HealingActionType.Restart }),
        Some.Cart,
        [new MetricReading("cpu", HealingLimits.Of(new MetricSpec { Name = "cpu", Type = "Resource", Resource = new ResourceSpec { Name = "cpu", Target = new ResourceTarget { AverageUtilization = 80 } } })!, cpu, cpu is null ? "no pods" : "")])
    {
        Replicas = 2,
    };
}
