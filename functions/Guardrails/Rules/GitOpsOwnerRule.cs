using Autocura.Diagnosis;
using Autocura.Guardrails.Facts;
using Autocura.Incidents;
using Autocura.Planning.GitOps;

namespace Autocura.Guardrails.Rules;

/// <summary>
/// Does not fight the tool that would write an object again (Argo CD, Flux, Helm). By default the change is proposed for Git, exactly; a setting lets the plan suspend the
/// tool first, or ignore it.
/// </summary>
internal sealed class GitOpsOwnerRule : IGuardrail
{
    public string Name => "GitOpsOwner";

    public Verdict Review(PlanUnderReview review)
    {
        if (review.Facts.Targets.Denies(review, Name, "Who owns the objects", out var targets, out var unread))
        {
            return unread;
        }

        var steps = review.Plan.Steps;
        for (var i = 0; i < steps.Count; i++)
        {
            var owned = GitOpsTools.Harmless.Contains(steps[i].Action) ? null : targets.FirstOrDefault(target => target.Owner is not null && $"{target.Ref}" == $"{steps[i].Target}");
            if (owned is not null && Refusal(review, owned, i) is { } refusal)
            {
                return new Verdict(VerdictKind.Denied, Name, refusal);
            }
        }

        return new Verdict(VerdictKind.Allowed, Name, "No tool would take the change back.");
    }

    private static string? Refusal(PlanUnderReview review, TargetView owned, int step)
    {
        var owner = owned.Owner!;
        var whose = $"{owned.Ref} belongs to {owner.Tool} ({owner.Ref.Kind} {owner.Ref.Name})";
        return review.Settings.Review.GitOps switch
        {
            GitOpsPolicy.Ignore => null,
            GitOpsPolicy.Suspend when review.Plan.Steps.Take(step).Any(earlier => earlier.Action == ActionNames.SuspendGitOps && (earlier.Target.Kind, earlier.Target.Name) == (owner.Ref.Kind, owner.Ref.Name)) => null,
            GitOpsPolicy.Suspend when !GitOpsTools.Kinds.Contains(owner.Ref.Kind) => $"{whose}, which cannot be suspended. {Proposal(review, step)}",
            GitOpsPolicy.Suspend => $"{whose}, and the plan does not suspend it first: its {owner.Ref.Kind} could not be found, or is not the only one of that name.",
            _ => $"{whose}, which would take the change back. {Proposal(review, step)}",
        };
    }

    private static string Proposal(PlanUnderReview review, int step) => $"Change it in Git: {(review.Diff.Count == 0 ? review.Plan.Steps[step].Why : string.Join("; ", review.Diff))}.";
}
