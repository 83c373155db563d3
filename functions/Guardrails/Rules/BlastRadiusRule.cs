using System.Globalization;
using Autocura.Diagnosis;
using Autocura.Guardrails.Facts;
using Autocura.Planning;

namespace Autocura.Guardrails.Rules;

/// <summary>
/// Keeps a service up while it is cured: no plan takes more of its ready pods than is allowed at once, nor the last, nor what a disruption budget protects, without a
/// person's word. What is not ready serves nobody and can be taken; where a budget forbids even that, a person decides.
/// </summary>
internal sealed class BlastRadiusRule : IGuardrail
{
    /// <summary>From this share of failed requests on a workload is not held for one that serves.</summary>
    private const double FailingRatio = 0.05;

    private static readonly string[] TakesPods = [ActionNames.DeletePod, "EvictPod"];
    private static readonly string[] RollsOut =
        [ActionNames.RestartWorkload, ActionNames.RollBackRelease, ActionNames.AdjustResources, ActionNames.RestoreKnownGood, ActionNames.PatchConfig];

    public string Name => "BlastRadius";

    public Verdict Review(PlanUnderReview review)
    {
        if (review.Facts.Serving.Denies(review, Name, "What the plan could take down", out var serving, out var unread))
        {
            return unread;
        }

        return Pods(review, serving)
            ?? review.Plan.Steps.Select(step => OfStep(review, step, serving)).FirstOrDefault(verdict => verdict is not null)
            ?? new Verdict(VerdictKind.Allowed, Name, "Enough stays up.");
    }

    private Verdict? Pods(PlanUnderReview review, IReadOnlyList<ServingView> serving)
    {
        var taken = review.Plan.Steps.Where(step => TakesPods.Contains(step.Action))
            .Select(step => serving.FirstOrDefault(view => $"{view.Target}" == $"{step.Target}")).OfType<ServingView>();
        return taken.GroupBy(view => view.Group).Select(group => OfPods(review, [.. group])).FirstOrDefault(verdict => verdict is not null);
    }

    private Verdict? OfPods(PlanUnderReview review, IReadOnlyList<ServingView> taken)
    {
        var (one, ready) = (taken[0], taken.Count(view => view.IsReady));
        if (one.Budget.Length > 0 && one.Allowed < ready)
        {
            return new Verdict(VerdictKind.Denied, Name, $"The disruption budget {one.Budget} allows {one.Allowed} pods of {one.Group} to go, and the plan takes {ready} that are ready.");
        }

        if (one.Budget.Length > 0 && one.Allowed < taken.Count)
        {
            return new Verdict(VerdictKind.NeedsApproval, Name, $"The disruption budget {one.Budget} lets no pod of {one.Group} go, though those that the plan takes are not ready: a person must decide.");
        }

        return ready > 0 && (ready >= one.Ready || (double)ready / one.Ready > review.Settings.Review.MostPodsOut)
            ? new Verdict(VerdictKind.NeedsApproval, Name, $"The plan takes {ready} of {one.Ready} ready pods of {one.Group}: more than {review.Settings.Review.MostPodsOut:0%}, or the last.")
            : null;
    }

    private Verdict? OfStep(PlanUnderReview review, PlanStep step, IReadOnlyList<ServingView> serving)
    {
        if (serving.FirstOrDefault(view => $"{view.Target}" == $"{step.Target}") is not { Ready: > 0 } view)
        {
            return null;
        }

        if (RollsOut.Contains(step.Action) && view is { StopsAll: true } && view.Ready >= view.Desired && review.Evidence.ErrorRatio is not >= FailingRatio)
        {
            return new Verdict(VerdictKind.NeedsApproval, Name, $"{step.Action} takes all {view.Ready} pods of {view.Target} before there are new ones, and they serve.");
        }

        return step.Action == ActionNames.ScaleWorkload && Replicas(step) is { } replicas && replicas < view.Ready && (double)(view.Ready - replicas) / view.Ready > review.Settings.Review.MostPodsOut
            ? new Verdict(VerdictKind.NeedsApproval, Name, $"It leaves {replicas} of {view.Ready} ready pods of {view.Target}.")
            : null;
    }

    private static int? Replicas(PlanStep step) =>
        int.TryParse(step.Parameters.GetValueOrDefault(ActionParameters.Replicas), NumberStyles.None, CultureInfo.InvariantCulture, out var replicas) ? replicas : null;
}
