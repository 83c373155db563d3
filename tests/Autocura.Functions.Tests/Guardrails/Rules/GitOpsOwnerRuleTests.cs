using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Functions.Tests.Conformance;
using Autocura.Guardrails;
using Autocura.Guardrails.Facts;
using Autocura.Guardrails.Rules;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Guardrails.Rules;

public sealed class GitOpsOwnerRuleTests : FactGuardrailConformance
{
    protected override IGuardrail Guardrail => new GitOpsOwnerRule();

    private static readonly ObjectRef Application = new("argoproj.io/v1alpha1", "Application", "argocd", "shop");

    protected override PlanUnderReview Objectionable => Owned(GitOpsPolicy.Propose);

    protected override ReviewFacts Unread(ReviewFacts facts, string gap, bool mayComeRight) => facts with { Targets = Fact<IReadOnlyList<TargetView>>.Unread(gap, mayComeRight) };

    [Fact]
    public void By_default_the_exact_change_is_proposed_for_git() => Guardrail.Review(Objectionable).ShouldBe(new Verdict(
        VerdictKind.Denied,
        "GitOpsOwner",
        "Deployment shop/cart belongs to Argo CD (Application shop), which would take the change back. Change it in Git: spec.replicas: 0 -> 2."));

    [Fact]
    public void Where_the_tool_may_be_suspended_the_plan_must_do_so_first()
    {
        var review = Owned(GitOpsPolicy.Suspend);
        var change = (ActionNames.RollBackRelease, Some.Cart.Target());

        Guardrail.Review(review).Reason.ShouldContain("and the plan does not suspend it first: its Application could not be found");
        Guardrail.Review(SomePlan.WithSteps(review, ("SuspendGitOps", Application), change)).Kind.ShouldBe(VerdictKind.Allowed);
        Guardrail.Review(SomePlan.WithSteps(review, change, ("SuspendGitOps", Application))).Kind.ShouldBe(VerdictKind.Denied);
        Guardrail.Review(SomePlan.WithSteps(review, ("SuspendGitOps", Application with { Name = "another" }), change)).Kind.ShouldBe(VerdictKind.Denied);
    }

    [Fact]
    public void What_cannot_be_suspended_is_proposed_for_git_all_the_same()
    {
        var release = new TargetView(Some.Cart.Target()) { Exists = true, Owner = new OwnerView(new ObjectRef("helm.sh/v3", "Release", "shop", "store"), "Helm", []) };
        var review = Owned(GitOpsPolicy.Suspend) with { Facts = SomePlan.Facts() with { Targets = Fact<IReadOnlyList<TargetView>>.Of([release]) } };

        Guardrail.Review(review).Reason.ShouldBe("Deployment shop/cart belongs to Helm (Release store), which cannot be suspended. Change it in Git: spec.replicas: 0 -> 2.");
    }

    [Fact]
    public void A_suspension_that_would_itself_be_taken_back_needs_one_before_it()
    {
        var child = new TargetView(Application) { Exists = true, Owner = new OwnerView(Application with { Name = "root" }, "Argo CD", []) };
        var review = Owned(GitOpsPolicy.Suspend);
        review = review with { Facts = review.Facts with { Targets = Fact<IReadOnlyList<TargetView>>.Of([.. review.Facts.Targets.Value!, child]) } };
        var change = (ActionNames.RollBackRelease, Some.Cart.Target());

        Guardrail.Review(SomePlan.WithSteps(review, (ActionNames.SuspendGitOps, Application), change)).Kind.ShouldBe(VerdictKind.Denied);
        Guardrail.Review(SomePlan.WithSteps(review, (ActionNames.SuspendGitOps, Application with { Name = "root" }), (ActionNames.SuspendGitOps, Application), change)).Kind.ShouldBe(VerdictKind.Allowed);
    }

    [Fact]
    public void What_is_not_in_git_is_not_taken_back() =>
        Guardrail.Review(SomePlan.WithSteps(Owned(GitOpsPolicy.Propose), (ActionNames.RestartWorkload, Some.Cart.Target()))).Kind.ShouldBe(VerdictKind.Allowed);

    [Fact]
    public void The_administrator_may_have_it_ignored() => Guardrail.Review(Owned(GitOpsPolicy.Ignore)).Kind.ShouldBe(VerdictKind.Allowed);

    private static PlanUnderReview Owned(GitOpsPolicy policy)
    {
        var target = new TargetView(Some.Cart.Target()) { Exists = true, Owner = new OwnerView(Application, "Argo CD", []) };
        return SomePlan.Under(new ReviewSettings { GitOps = policy }) with
        {
            Diff = ["spec.replicas: 0 -> 2"],
            Facts = SomePlan.Facts() with { Targets = Fact<IReadOnlyList<TargetView>>.Of([target]) },
        };
    }
}
