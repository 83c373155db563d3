namespace Autocura.Verification;

/// <summary>
/// Says, round by round, whether a workload has recovered. The clauses, first match wins:
/// <list type="number">
/// <item>something is worse than before, and the remedy had its settle time: not recovered, at once;</item>
/// <item>everything is good, and has been for <see cref="RecoveryTerms.HoldFor"/> without a break: recovered;</item>
/// <item>everything is good: measuring, also past the deadline, which never cuts a good run short; a break ends it there;</item>
/// <item>before the deadline: measuring, and the good run begins anew;</item>
/// <item>at the deadline something is bad or worse: not recovered;</item>
/// <item>else something could not be measured: unmeasurable;</item>
/// <item>else: inconclusive.</item>
/// </list>
/// A criterion that does not apply is left out; a round in which none applies is inconclusive, never good.
/// </summary>
public static class RecoveryAssessor
{
    public static Assessment Assess(RecoveryTerms terms, Assessment? before, MeasurementRound round)
    {
        var elapsed = round.At - terms.StartedAt;
        List<Measurement> applying = [.. round.Measurements.Where(measurement => measurement.Result is not MeasurementResult.NotApplicable)];
        if (elapsed >= terms.Settle && Those(applying, MeasurementResult.Worse) is { Length: > 0 } worse)
        {
            return new Assessment(AssessmentKind.NotRecovered, $"Worse than before: {worse}.");
        }

        if (applying.Count > 0 && applying.TrueForAll(measurement => measurement.Result is MeasurementResult.Good))
        {
            return AllGood(terms, before?.GoodSince ?? round.At, round);
        }

        var notGood = string.Join("; ", applying.Where(measurement => measurement.Result is not MeasurementResult.Good).Select(Say));
        return elapsed < terms.Deadline
            ? new Assessment(AssessmentKind.Measuring, notGood.Length > 0 ? $"Not yet good: {notGood}." : "Nothing could be judged yet.")
            : LastWord(terms, applying);
    }

    private static Assessment AllGood(RecoveryTerms terms, DateTimeOffset goodSince, MeasurementRound round)
    {
        var held = round.At - goodSince;
        return held >= terms.HoldFor
            ? new Assessment(AssessmentKind.Recovered, $"Every criterion has been good for {held.TotalSeconds:0} s.", goodSince)
            : new Assessment(AssessmentKind.Measuring, $"Every criterion is good, for {held.TotalSeconds:0} of {terms.HoldFor.TotalSeconds:0} s.", goodSince);
    }

    private static Assessment LastWord(RecoveryTerms terms, List<Measurement> applying)
    {
        var after = $"After {terms.Deadline.TotalSeconds:0} s";
        return (Those(applying, MeasurementResult.Bad, MeasurementResult.Worse), Those(applying, MeasurementResult.Unmeasurable)) switch
        {
            ({ Length: > 0 } bad, _) => new Assessment(AssessmentKind.NotRecovered, $"{after}: {bad}."),
            (_, { Length: > 0 } unmeasurable) => new Assessment(AssessmentKind.Unmeasurable, $"{after}: {unmeasurable}."),
            _ => new Assessment(AssessmentKind.Inconclusive, $"{after} there is too little to tell: {Those(applying, MeasurementResult.Inconclusive)}."),
        };
    }

    private static string Those(List<Measurement> measurements, params MeasurementResult[] results) =>
        string.Join("; ", measurements.Where(measurement => results.Contains(measurement.Result)).Select(Say));

    private static string Say(Measurement measurement) => $"{measurement.Criterion}: {measurement.Detail}";
}
