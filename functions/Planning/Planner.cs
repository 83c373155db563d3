using Autocura.Diagnosis;
using Autocura.Planning.Foresight;
using Autocura.Planning.Learning;
using Autocura.Policies;

namespace Autocura.Planning;

/// <summary>
/// Chooses one remedy for one attempt, or says why none: pure, so the same request gives the same plan.
/// </summary>
/// <remarks>
/// Each candidate is simulated (<see cref="CandidateSimulation"/>) and scored (<see cref="Appraisal"/>). P(cause) is the diagnosis' probability after what has failed
/// (<see cref="Belief"/>), chance is the remedy's: what its rule gives it (<see cref="CureChance"/>) and how it went before (<see cref="SuccessEstimate"/>). A remedy with no positive score costs more than it promises. Ties keep the order
/// of the causes and of each rule's remedies.
/// </remarks>
public static class Planner
{
    /// <summary>The most probable cause must be more likely than not before anything is changed for it; an administrator may ask for more.</summary>
    public const double MinimumProbability = 0.5;

    /// <summary>A cause less probable than one in five is never acted upon, even when nothing else is left.</summary>
    public const double MinimumForAnyCause = 0.2;

    /// <summary>What has failed twice will fail a third time.</summary>
    public const int MaximumTries = 2;

    public static PlanDraft Draft(PlanRequest request, IReadOnlyDictionary<string, ActionProfile> profiles, LearnedChances? learned = null)
    {
        learned ??= LearnedChances.None;
        var beliefs = Belief.After(request.Diagnosis, request.Tried, learned);
        var model = WorkloadModel.Of(request.Evidence);
        List<Appraisal> prescribed = [.. PrescribedOption.Of(request, beliefs[0], learned).Select(option => Appraisal.Of(option, profiles, model, request))];
        if (OfPeople(request, prescribed, profiles, beliefs[0].Hypothesis.Cause == Cause.NothingWrong) is { } ordered)
        {
            return ordered;
        }

        if (request.Diagnosis.Top is { Cause: Cause.NothingWrong } well)
        {
            return new PlanDraft { Decision = PlanDecision.WaitAndSee, Reason = $"{well.Headline} {request.Diagnosis.Reason}" };
        }

        List<Appraisal> appraisals = [.. beliefs
            .SelectMany(belief => RemedyOption.Of(belief, request.Tried, learned))
            .Concat(JointRemedy.Of(request, learned) is { } joint ? [joint] : [])
            .Select(option => Appraisal.Of(option, profiles, model, request))
            .OrderBy(appraisal => appraisal.Rejected is not null)
            .ThenByDescending(appraisal => appraisal.Score)];
        List<Candidate> candidates = [.. prescribed.Concat(appraisals).Select(appraisal => appraisal.ToCandidate())];
        var open = appraisals.Where(appraisal => appraisal.Rejected is null).ToList();
        var reason = HandOverReason(beliefs[0], open.FirstOrDefault(), request.LeastProbability);
        var best = reason is null ? open[0] : open.Find(appraisal => appraisal.Option.IsJoint);
        return best is null
            ? new PlanDraft { Decision = PlanDecision.HandOver, Reason = $"{reason} {Weighed(beliefs, candidates)}", Candidates = candidates }
            : Act(request, best, profiles, Choice(best, open)) with
            {
                Candidates = candidates,
                Gap = learned.Gap.Length > 0 ? $"How remedies went before could not be read: {learned.Gap}. The plan rests on what is known without it." : "",
            };
    }

    /// <summary>What people have decided; null when they have not, or all of it is spent and the diagnosis may say more.</summary>
    private static PlanDraft? OfPeople(PlanRequest request, List<Appraisal> prescribed, IReadOnlyDictionary<string, ActionProfile> profiles, bool looksWell)
    {
        List<Candidate> candidates = [.. prescribed.Select(appraisal => appraisal.ToCandidate())];
        if (prescribed.Find(appraisal => appraisal.Rejected is null) is { } ordered)
        {
            return Act(request, ordered, profiles, $"{ordered.Option.Origin!.Resource} prescribes it. {ordered.Option.Steps[0].Why}.") with { Candidates = candidates };
        }

        return looksWell && request.Prescriptions.FirstOrDefault(prescription => prescription.HoldsNow) is { } standing
            ? new PlanDraft { Decision = PlanDecision.HandOver, Reason = Spent(standing, prescribed), Candidates = candidates }
            : null;
    }

    private static string Spent(Prescription standing, List<Appraisal> prescribed) =>
        $"{standing.Reason}, and nothing of {standing.Origin} is left: {string.Join("; ", prescribed.Select(appraisal => $"{appraisal.Option.Action} {appraisal.Option.Origin!.Rung}: {appraisal.Rejected}"))}.";

    private static PlanDraft Act(PlanRequest request, Appraisal best, IReadOnlyDictionary<string, ActionProfile> profiles, string reason) =>
        new() { Decision = PlanDecision.Act, Reason = reason, Plan = PlanOf(request, best, profiles) };

    private static string? HandOverReason(Belief top, Appraisal? best, double threshold) => top switch
    {
        { Hypothesis.Cause: Cause.Unknown } => $"The cause is not known: {top.Hypothesis.Headline}",
        _ when top.Probability < threshold =>
            $"The most probable cause, {top.Hypothesis.Cause}, has a probability of {top.Probability:0%}: below {threshold:0%} nothing is changed.",
        _ when best is null && top.Hypothesis.Remedies.Count == 0 => $"{top.Hypothesis.Headline} No remedy is known for it here.",
        _ when best is null => $"{top.Hypothesis.Headline} No remedy is left.",
        _ => null,
    };

    private static string Weighed(IReadOnlyList<Belief> beliefs, List<Candidate> candidates)
    {
        var causes = string.Join(", ", beliefs.Select(belief => $"{belief.Hypothesis.Cause} {belief.Probability:0%}"));
        var remedies = candidates.Count == 0
            ? "no remedy was proposed"
            : string.Join("; ", candidates.Select(candidate => $"{candidate.Action} on {candidate.Target}: {candidate.Rejected ?? $"score {candidate.Score:0.00}"}"));
        return $"Weighed: {causes}. Remedies: {remedies}.";
    }

    private static string Choice(Appraisal best, List<Appraisal> open)
    {
        var others = open.Where(other => other != best).Select(other => $"{other.Option.Action} {other.Score:0.00}").ToList();
        var against = others.Count > 0 ? $", ahead of {string.Join(", ", others)}" : "";
        var why = best.Option.IsJoint ? $"{best.Option.Belief.Hypothesis.Headline} Neither remedy helped alone, which two faults at once explain" : best.Option.Steps[0].Why;
        return $"{best.Option.Action} scores {best.Score:0.00}{against}: {why}. {best.Option.Chance.Told}.";
    }

    internal static RemediationPlan PlanOf(PlanRequest request, Appraisal best, IReadOnlyDictionary<string, ActionProfile> profiles)
    {
        List<ActionProfile> used = [.. best.Option.Steps.Select(step => profiles[step.Action])];
        var cause = best.Option.Belief.Hypothesis.Cause;
        // What was prescribed teaches something of the diagnosed cause only where it can cure that.
        var isCure = best.Option.Origin is null || used.TrueForAll(profile => profile.Suits.Contains(cause));
        return new RemediationPlan
        {
            Id = $"{request.Incident.RecordName}/{request.Attempt}",
            Attempt = request.Attempt,
            Cause = isCure ? cause : Cause.Unknown,
            Probability = best.Option.Belief.Probability,
            // Which of two remedies cured what, nobody can tell.
            Chance = isCure && !best.Option.IsJoint ? best.Option.Chance : null,
            IsJoint = best.Option.IsJoint,
            Origin = best.Option.Origin,
            Steps = best.Option.Steps,
            Strategy = string.Join("; ", best.Option.Steps.Select(step => $"{step.Action} on {step.Target}: {step.Why}")),
            Risk = best.Risk,
            Forecast = best.Forecast,
            BlastRadius = used.Max(profile => profile.BlastRadius),
            SettleTime = best.Option.Steps.Max(step => profiles[step.Action].SettleOf(step.Target.Kind)),
        };
    }
}
