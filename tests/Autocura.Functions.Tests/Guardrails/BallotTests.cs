using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Incidents;

namespace Autocura.Functions.Tests.Guardrails;

public sealed class BallotTests
{
    private static readonly StepSight Seen = new("Deployment shop/cart", "uid", "abc");

    [Fact]
    public void One_approval_decides_where_one_is_needed()
    {
        var ballot = On(1).Take(By("ana"));

        ballot.IsDecided.ShouldBeTrue();
        ballot.Said.ShouldBe("Approved by ana (http).");
    }

    [Fact]
    public void The_same_approver_twice_is_one()
    {
        var ballot = On(2).Take(By("ana")).Take(By(" Ana "));

        ballot.IsDecided.ShouldBeFalse();
        ballot.Said.ShouldContain("does not count");
        ballot.Take(By("ben")).IsDecided.ShouldBeTrue();
    }

    [Fact]
    public void One_rejection_is_enough()
    {
        var ballot = On(3).Take(By("ana")).Take(By("ben") with { Approved = false, Reason = "not now" });

        ballot.IsDecided.ShouldBeTrue();
        ballot.Rejection!.By.ShouldBe("ben");
        ballot.Said.ShouldBe("Rejected by ben (http): not now.");
    }

    [Fact]
    public void A_decision_on_another_plan_does_not_count()
    {
        On(1).Take(By("ana") with { PlanId = "cart-1/2" }).IsDecided.ShouldBeFalse();
        On(1).Take(By("ana") with { PlanHash = "0000000000000000" }).IsDecided.ShouldBeFalse();
        On(1).Take(By("ana") with { PlanHash = On(1).PlanHash }).IsDecided.ShouldBeTrue();
    }

    [Fact]
    public void Any_change_of_the_plan_makes_it_another()
    {
        var plan = SomePlan.Plan();
        var hashes = new[]
        {
            Ballot.HashOf(plan, [Seen], ["a -> b"]),
            Ballot.HashOf(plan, [Seen], ["a -> c"]),
            Ballot.HashOf(plan, [Seen with { SpecHash = "abd" }], ["a -> b"]),
            Ballot.HashOf(plan, [Seen with { Uid = "another" }], ["a -> b"]),
            Ballot.HashOf(plan with { Id = "cart-1/2" }, [Seen], ["a -> b"]),
            Ballot.HashOf(SomePlan.Plan("RestartWorkload"), [Seen], ["a -> b"]),
            Ballot.HashOf(plan with { Steps = [plan.Steps[0] with { Parameters = new Dictionary<string, string> { ["toRevision"] = "1" } }] }, [Seen], ["a -> b"]),
        };

        hashes.ShouldBeUnique();
        Ballot.HashOf(plan, [Seen], ["a -> b"]).ShouldBe(hashes[0]);
    }

    [Theory]
    [InlineData("autocura")]
    [InlineData("system:serviceaccount:autocura-cognitiva:autocura")]
    [InlineData(" ")]
    public void The_system_does_not_approve_its_own_plans(string by) => On(1).Take(By(by)).IsDecided.ShouldBeFalse();

    [Fact]
    public void Kubectl_is_one_voice_whatever_names_it_brings()
    {
        var ballot = On(2).Take(By("ana") with { Via = "kubectl" }).Take(By("ben") with { Via = "kubectl" });

        ballot.IsDecided.ShouldBeFalse();
        ballot.Take(By("ben")).IsDecided.ShouldBeTrue();
    }

    private static Ballot On(int needed) => Ballot.On(SomePlan.Plan(), [Seen], ["a -> b"], needed);

    private static Approval By(string name) => new("cart-1/1", Approved: true, name);
}
