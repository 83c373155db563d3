using Autocura.Diagnosis;
using Autocura.Diagnosis.Advising;
using Autocura.Planning.Foresight;
using Autocura.Planning.Learning;

namespace Autocura.Planning.Advising;

/// <summary>
/// Plans where a language model has spoken. It may add and never take away: where people's prescriptions or the rules alone lead to a plan, or to waiting, that is what is done, to the
/// letter. Only where they would hand the incident over, its word may lead to a plan, first by what it adds to the ranking, then by what it proposes; and that plan says that it rests on the model alone.
/// </summary>
public static class AdvisedDraft
{
    public static PlanDraft Draft(PlanRequest request, IReadOnlyDictionary<string, ActionProfile> profiles, LearnedChances? learned = null)
    {
        learned ??= LearnedChances.None;
        var unaided = Planner.Draft(request with { Diagnosis = request.Diagnosis.Unaided() }, profiles, learned);
        if (request.Diagnosis.Advice is not { Result: AdviceResult.Answered } advice)
        {
            return unaided;
        }

        if (unaided.Decision != PlanDecision.HandOver || request.Diagnosis.Unaided().Top.Cause == Cause.NothingWrong)
        {
            return Signed(unaided, advice, isAlone: false);
        }

        var aided = Planner.Draft(request, profiles, learned);
        return aided.Decision == PlanDecision.Act
            ? Signed(aided, advice, isAlone: true)
            : Signed(OfProposals(request, advice, profiles, learned, unaided), advice, isAlone: true);
    }

    /// <summary>The best of what the model proposes; what there was without it where nothing of that can be done.</summary>
    private static PlanDraft OfProposals(PlanRequest request, Advice advice, IReadOnlyDictionary<string, ActionProfile> profiles, LearnedChances learned, PlanDraft unaided)
    {
        var model = WorkloadModel.Of(request.Evidence);
        List<Appraisal> appraisals = [.. advice.Actions
            .SelectMany(action => RemedyOption.Of(BeliefIn(action, request.Diagnosis, advice), request.Tried, learned))
            .Select(option => Appraisal.Of(option.Tries > 0 ? option with { Refused = "it was tried in this incident, on a model's word" } : option, profiles, model, request))
            .OrderBy(appraisal => appraisal.Rejected is not null)
            .ThenByDescending(appraisal => appraisal.Score)];
        List<Candidate> candidates = [.. unaided.Candidates, .. appraisals.Select(appraisal => appraisal.ToCandidate())];
        if (appraisals.Find(appraisal => appraisal.Rejected is null) is not { } best)
        {
            return unaided with { Candidates = candidates };
        }

        return unaided with
        {
            Decision = PlanDecision.Act,
            Reason = $"{unaided.Reason} {advice.Adviser} proposes {best.Option.Action} for {best.Option.Belief.Hypothesis.Cause} ({advice.Trust.Told}).",
            // What a guess of the cause teaches is about the guess, not about the remedy for that cause.
            Plan = Planner.PlanOf(request, best, profiles) with { Chance = null },
            Candidates = [.. candidates.OrderBy(candidate => candidate.Rejected is not null)],
        };
    }

    /// <summary>How probable the cause is that a proposal is meant for: as often as the model is right, as far as it is sure of itself.</summary>
    private static Belief BeliefIn(AdvisedAction action, RankedHypotheses diagnosis, Advice advice)
    {
        var claimed = advice.Causes.First(named => named.Cause == action.Cause).Confidence;
        var hypothesis = diagnosis.Hypotheses.First(one => one.Cause == action.Cause);
        return new Belief(hypothesis with { Remedies = [action.Remedy] }, advice.Trust.Mean * claimed);
    }

    private static PlanDraft Signed(PlanDraft draft, Advice advice, bool isAlone) => draft.Plan is not { } plan ? draft : draft with
    {
        Plan = plan with { Advice = new PlanAdvice(advice.Adviser, AdviserKey.Of(advice.Provider, advice.Model), advice.Causes.Count > 0 && advice.Causes[0].Cause == plan.Cause, isAlone) },
    };
}
