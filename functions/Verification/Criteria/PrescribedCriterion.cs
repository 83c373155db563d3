namespace Autocura.Verification.Criteria;

/// <summary>Everything holds that the author of the runbook or policy wants to hold afterwards. What cannot be measured is neither.</summary>
internal sealed class PrescribedCriterion : IRecoveryCriterion
{
    public string Name => "prescribed";

    public Measurement Measure(RecoveryObservation seen, MeasureRequest request)
    {
        var asked = request.Plan?.Origin?.Criteria.Count ?? 0;
        if (asked == 0)
        {
            return new Measurement(Name, MeasurementResult.NotApplicable, "nobody has prescribed what must hold");
        }

        if (seen.Prescribed.FirstOrDefault(reading => reading.Holds == false) is { } broken)
        {
            return new Measurement(Name, MeasurementResult.Bad, $"{broken.Criterion} does not hold: {broken.Detail}", broken.Value, broken.Threshold);
        }

        return seen.Prescribed.Count(reading => reading.Holds is not null) < asked
            ? new Measurement(Name, MeasurementResult.Unmeasurable, Missing(seen.Prescribed, asked))
            : new Measurement(Name, MeasurementResult.Good, string.Join("; ", seen.Prescribed.Select(reading => $"{reading.Criterion} holds: {reading.Detail}")));
    }

    private static string Missing(IReadOnlyList<CriterionReading> readings, int asked) => readings.FirstOrDefault(reading => reading.Holds is null) is { } unknown
        ? $"{unknown.Criterion}: {unknown.Detail}"
        : $"only {readings.Count} of {asked} criteria were measured";
}
