using Autocura.Incidents;
using Autocura.Verification.Criteria;

namespace Autocura.Verification;

/// <summary>
/// Says, round by round, whether a workload has recovered. The clauses, first match wins:
/// <list type="number">
/// <item>something is worse than before, or surely no better, and the remedy had its settle time: not recovered, at once;</item>
/// <item>everything is good, and has been for <see cref="RecoveryTerms.HoldFor"/> without a break: recovered;</item>
/// <item>everything is good: measuring, also past the deadline, which never cuts a good run short; a break ends it there;</item>
/// <item>one of the <see cref="MeasurementLimits"/> is passed: not recovered, inconclusive or unmeasurable;</item>
/// <item>before the deadline, or before a criterion can be told at all: measuring, and the good run begins anew;</item>
/// <item>at the deadline something is bad or worse: not recovered;</item>
/// <item>else something could not be measured: unmeasurable;</item>
/// <item>else: inconclusive.</item>
/// </list>
/// A criterion that does not apply is left out; a round in which none applies is inconclusive, never good.
/// </summary>
public static class RecoveryAssessor
{
    private static readonly MeasurementResult[] Failing = [MeasurementResult.Bad, MeasurementResult.Worse, MeasurementResult.Refuted];

    public static Assessment Assess(RecoveryTerms terms, Assessment? before, MeasurementRound round)
    {
        var taken = round.Measurements.FirstOrDefault(measurement => measurement is { Criterion: Assessment.Kept, Result: MeasurementResult.Refuted });
        List<Measurement> applying = [.. round.Measurements.Where(measurement => measurement.Result is not MeasurementResult.NotApplicable)];
        if (taken is not null && applying.Count > 1 && applying.TrueForAll(measurement => measurement == taken || measurement.Result is MeasurementResult.Good))
        {
            applying.Remove(taken); // it is well all the same
        }

        var tally = Count(terms, before?.Tally ?? new(), round, applying);
        var rolledOut = round.Measurements.Any(measurement => measurement.Criterion == RolloutCriterion.Rollout && measurement.Result is MeasurementResult.Good);
        return Judge(terms, before, round, applying, tally) with { Tally = tally, RolledOutSince = rolledOut ? before?.RolledOutSince ?? round.At : null, TakenBack = taken?.Detail ?? "" };
    }

    private static Assessment Judge(RecoveryTerms terms, Assessment? before, MeasurementRound round, List<Measurement> applying, MeasurementTally tally)
    {
        var elapsed = round.At - terms.StartedAt;
        if (elapsed >= terms.Settle && Hopeless(applying) is { } hopeless)
        {
            return new Assessment(AssessmentKind.NotRecovered, hopeless);
        }

        if (applying.Count > 0 && applying.TrueForAll(measurement => measurement.Result is MeasurementResult.Good))
        {
            return AllGood(terms, before?.GoodSince ?? round.At, round);
        }

        if (Passed(terms.Limits, tally, applying) is { } passed)
        {
            return passed;
        }

        var notGood = string.Join("; ", applying.Where(measurement => measurement.Result is not MeasurementResult.Good).Select(Say));
        return elapsed < Deadline(terms, applying)
            ? new Assessment(AssessmentKind.Measuring, notGood.Length > 0 ? $"Not yet good: {notGood}." : "Nothing could be judged yet.")
            : LastWord($"After {elapsed.TotalSeconds:0} s", applying);
    }

    private static string? Hopeless(List<Measurement> applying) => (Those(applying, MeasurementResult.Worse), Those(applying, MeasurementResult.Refuted)) switch
    {
        ({ Length: > 0 } worse, _) => $"Worse than before: {worse}.",
        (_, { Length: > 0 } refuted) => $"Surely no better than before: {refuted}.",
        _ => null,
    };

    private static MeasurementTally Count(RecoveryTerms terms, MeasurementTally tally, MeasurementRound round, List<Measurement> applying)
    {
        if (applying.Exists(measurement => Failing.Contains(measurement.Result)))
        {
            return tally with { Failures = tally.Failures + (round.At - terms.StartedAt >= terms.Settle ? 1 : 0), ErrorsInARow = 0 };
        }

        return applying.Exists(measurement => measurement.Result is MeasurementResult.Unmeasurable) ? tally with { ErrorsInARow = tally.ErrorsInARow + 1 }
            : applying.Count == 0 || applying.Exists(measurement => measurement.Result is MeasurementResult.Inconclusive) ? tally with { Inconclusive = tally.Inconclusive + 1, ErrorsInARow = 0 }
            : tally with { ErrorsInARow = 0 };
    }

    private static Assessment? Passed(MeasurementLimits limits, MeasurementTally tally, List<Measurement> applying)
    {
        var kind = tally switch
        {
            _ when tally.Failures > limits.Failure => AssessmentKind.NotRecovered,
            _ when tally.ErrorsInARow > limits.ConsecutiveError => AssessmentKind.Unmeasurable,
            _ when tally.Inconclusive > limits.Inconclusive => AssessmentKind.Inconclusive,
            _ => AssessmentKind.Measuring,
        };
        var counted = $"{tally.Failures} measurements were bad, {tally.Inconclusive} told too little, {tally.ErrorsInARow} in a row failed: more than is borne";
        return kind is AssessmentKind.Measuring ? null : new Assessment(kind, $"{counted}. {Those(applying, [.. Enum.GetValues<MeasurementResult>().Where(result => result is not MeasurementResult.Good)])}.");
    }

    /// <summary>The deadline, put off until the last criterion can be told.</summary>
    private static TimeSpan Deadline(RecoveryTerms terms, List<Measurement> applying)
    {
        var told = applying.Max(measurement => measurement.NotBefore) - terms.StartedAt;
        return told > terms.Deadline ? (told < RecoveryTerms.Longest ? told.Value : RecoveryTerms.Longest) : terms.Deadline;
    }

    private static Assessment AllGood(RecoveryTerms terms, DateTimeOffset goodSince, MeasurementRound round)
    {
        var held = round.At - goodSince;
        return held >= terms.HoldFor
            ? new Assessment(AssessmentKind.Recovered, $"Every criterion has been good for {held.TotalSeconds:0} s.", goodSince)
            : new Assessment(AssessmentKind.Measuring, $"Every criterion is good, for {held.TotalSeconds:0} of {terms.HoldFor.TotalSeconds:0} s.", goodSince);
    }

    private static Assessment LastWord(string after, List<Measurement> applying) => (Those(applying, Failing), Those(applying, MeasurementResult.Unmeasurable)) switch
    {
        ({ Length: > 0 } bad, _) => new Assessment(AssessmentKind.NotRecovered, $"{after}: {bad}."),
        (_, { Length: > 0 } unmeasurable) => new Assessment(AssessmentKind.Unmeasurable, $"{after}: {unmeasurable}."),
        _ => new Assessment(AssessmentKind.Inconclusive, $"{after} there is too little to tell: {Those(applying, MeasurementResult.Inconclusive)}."),
    };

    private static string Those(List<Measurement> measurements, params MeasurementResult[] results) =>
        string.Join("; ", measurements.Where(measurement => results.Contains(measurement.Result)).Select(Say));

    private static string Say(Measurement measurement) => $"{measurement.Criterion}: {measurement.Detail}";
}
