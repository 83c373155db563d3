using Autocura.Environments;
using Autocura.Incidents;
using Autocura.Planning;

namespace Autocura.Functions.Tests.Environments;

public sealed class PromotedChangeTests
{
    private static readonly EnvironmentOrder Order = new("test", "shop", "trial", "3b1c", 1);

    private static readonly EnvironmentSpec Spec = new()
    {
        Source = "shop",
        Target = "shadow",
        Workloads =
        [
            new EnvironmentWorkload("Deployment", "cart"),
            new EnvironmentWorkload("Deployment", "checkout")
            {
                Replicas = 4,
                Changes = [new ContainerChange("checkout") { Image = "checkout:2", Variables = new Dictionary<string, string> { ["B"] = "2", ["A"] = "1" } }],
            },
        ],
        Config = [new ConfigChange("settings", "LEVEL", "debug")],
        Actions = [new PlanStep("RestartWorkload", new ObjectRef("apps/v1", "Deployment", "shop", "checkout"), new Dictionary<string, string>(), "why not")],
    };

    [Fact]
    public void The_difference_is_entries_then_containers_then_actions_and_never_replicas()
    {
        var steps = PromotedChange.Of(Order, Spec);

        steps.Select(step => $"{step.Action} {step.Target} {string.Join(' ', step.Parameters.Select(pair => $"{pair.Key}={pair.Value}"))}".TrimEnd()).ShouldBe(
        [
            "PatchConfig ConfigMap shop/settings key=LEVEL value=debug",
            """PatchConfig Deployment shop/checkout container=checkout image=checkout:2 env={"A":"1","B":"2"}""",
            "RestartWorkload Deployment shop/checkout",
        ]);
    }

    [Fact]
    public void The_first_workload_that_changes_carries_it() => PromotedChange.Carrier(Order, Spec).ShouldBe(new WorkloadRef("test", "Deployment", "shop", "checkout"));

    [Fact]
    public void A_mere_copy_has_nothing_to_decide_on() => PromotedChange.BallotOn(Order, Spec with { Config = [], Actions = [], Workloads = [new EnvironmentWorkload("Deployment", "cart")] }).ShouldBeNull();

    [Fact]
    public void A_word_is_a_decision_on_that_very_change()
    {
        var ballot = PromotedChange.BallotOn(Order, Spec)!;

        ballot.Take(PromotedChange.DecisionOf(ballot, isApproved: true, "ana: it holds")).Approvals.ShouldHaveSingleItem().Reason.ShouldBe("it holds");
        ballot.Take(PromotedChange.DecisionOf(ballot, isApproved: false, "ben")).Rejection!.By.ShouldBe("ben");
        PromotedChange.BallotOn(Order, Spec with { Config = [] })!.PlanHash.ShouldNotBe(ballot.PlanHash);
    }
}
