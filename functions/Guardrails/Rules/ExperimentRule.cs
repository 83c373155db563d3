using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;

namespace Autocura.Guardrails.Rules;

/// <summary>
/// Does not heal what somebody breaks on purpose: while an experiment runs on the workload's pods or their nodes a plan waits for its end, unless the plan ends
/// the experiment because it is the cause, and settings allow that.
/// </summary>
internal sealed class ExperimentRule : IGuardrail
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(1);

    public string Name => "Experiment";

    public Verdict Review(PlanUnderReview review)
    {
        if (review.Facts.Experiments.Denies(review, Name, "Which experiments are under way", out var experiments, out var unread))
        {
            return unread;
        }

        var ends = review.Plan.Steps.Where(step => step.Action == ActionNames.PauseChaos).ToList();
        if (ends.Count > 0)
        {
            return review.Settings.Review.EndExperiments
                ? new Verdict(VerdictKind.Allowed, Name, "The experiment is the cause, and may be ended.")
                : new Verdict(VerdictKind.Denied, Name, $"{ends[0].Target} is deliberate, and EndExperiments is false: it is left to who started it.");
        }

        return experiments.FirstOrDefault(one => one is { IsRunning: true, Hits: ExperimentHit.Pods or ExperimentHit.Node }) is { } running
            ? new Verdict(VerdictKind.Wait, Name, $"{running.Ref} ({running.Action}) is under way on {review.Incident.Workload}, and the plan is about something else.") { ChangesAt = review.Now + AskAgain }
            : new Verdict(VerdictKind.Allowed, Name, "No experiment disturbs the workload.");
    }
}
