namespace Autocura.Verification.Criteria;

/// <summary>
/// Nobody else has written what the remedy wrote. Where somebody did, a GitOps tool, an operator or a person, what is measured is theirs, and doing it again would be a
/// fight. A workload that is well all the same is well.
/// </summary>
internal sealed class KeptCriterion : IRecoveryCriterion
{
    public string Name => Assessment.Kept;

    public Measurement Measure(RecoveryObservation seen, MeasureRequest request)
    {
        // The cluster keeps whole seconds.
        var taken = request.ActedAt is not { } acted ? null : seen.State?.Changes.FirstOrDefault(change =>
            change.At >= acted.AddTicks(-(acted.Ticks % TimeSpan.TicksPerSecond)) && change.Fields.Any(request.Written.Contains));
        return taken is null
            ? new Measurement(Name, MeasurementResult.NotApplicable, "nobody else wrote what the plan wrote")
            : new Measurement(Name, MeasurementResult.Refuted, $"{taken.Manager} wrote {string.Join(", ", taken.Fields.Where(request.Written.Contains))} at {taken.At:HH:mm:ss} (UTC), after the plan had");
    }
}
