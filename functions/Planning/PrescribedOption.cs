using Autocura.Diagnosis;
using Autocura.Planning.Learning;
using Autocura.Policies;

namespace Autocura.Planning;

/// <summary>What people prescribed for an incident, as options of the planner: in their order, and each at most once.</summary>
internal static class PrescribedOption
{
    /// <summary>Every rung there is, those that are spent included: the planner says why they are out.</summary>
    public static IEnumerable<RemedyOption> Of(PlanRequest request, Belief top, LearnedChances learned) => request.Prescriptions
        .Where(prescription => prescription.HoldsNow || top.Hypothesis.Cause != Cause.NothingWrong)
        .OrderBy(prescription => prescription.Source)
        .SelectMany(prescription => Rungs(prescription).Select(rung => Option(prescription, rung, request, top, learned)));

    /// <summary>The rungs, one by one or as one.</summary>
    private static IEnumerable<Rung> Rungs(Prescription prescription) => prescription.Strategy == PrescriptionStrategy.Ladder
        ? prescription.Rungs
        : [new Rung("all", [.. prescription.Rungs.SelectMany(rung => rung.Steps)], prescription.Rungs.Select(rung => rung.Refused).FirstOrDefault(refused => refused is not null))];

    private static RemedyOption Option(Prescription prescription, Rung rung, PlanRequest request, Belief top, LearnedChances learned)
    {
        var origin = PlanOrigin.Of(prescription, rung.Name);
        List<PlanStep> steps = [.. rung.Steps.Select(remedy => new PlanStep(remedy.Action, remedy.Target, remedy.Parameters, $"{prescription.Reason}: {remedy.Why}"))];
        var chance = learned.Of(top.Hypothesis.Cause, steps.Count > 0 ? steps[0].Action : "", CureChance.Fair);
        return new RemedyOption(top, steps, chance, request.Tried.Count(tried => tried.Origin == origin.Key))
        {
            Origin = origin,
            Refused = Refusal(prescription, rung, request),
        };
    }

    private static string? Refusal(Prescription prescription, Rung rung, PlanRequest request)
    {
        if (rung.Refused is { } refused)
        {
            return refused;
        }

        var used = request.Tried.Count(tried => tried.WasCarriedOut && tried.Origin.StartsWith(PlanOrigin.PrefixOf(prescription), StringComparison.Ordinal));
        return used >= prescription.MaxAttempts ? $"{prescription.Origin} allows {prescription.MaxAttempts} attempts, and so many were made" : null;
    }
}
