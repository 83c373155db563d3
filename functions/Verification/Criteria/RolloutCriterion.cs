using Autocura.Diagnosis;

namespace Autocura.Verification.Criteria;

/// <summary>The workload runs as it is declared. Worse: fewer replicas are available than before we acted, although as many are wanted.</summary>
internal sealed class RolloutCriterion : IRecoveryCriterion
{
    public const string Rollout = "rollout";

    public string Name => Rollout;

    public Measurement Measure(RecoveryObservation seen, MeasureRequest request)
    {
        if (seen.State is not { } state)
        {
            return seen.GapOf(EvidencePart.Workload) is { } gap
                ? new Measurement(Name, MeasurementResult.Unmeasurable, gap)
                : new Measurement(Name, MeasurementResult.Worse, "the workload does not exist any more");
        }

        var detail = $"{state.AvailableReplicas} of {state.Replicas} replicas available, {state.UpdatedReplicas} up to date";
        var expected = Math.Min(request.Baseline.AvailableReplicas, state.Replicas);
        var result = state.IsSettled ? MeasurementResult.Good
            : state.AvailableReplicas < expected ? MeasurementResult.Worse
            : MeasurementResult.Bad;
        return new Measurement(Name, result, detail, state.AvailableReplicas, state.Replicas);
    }
}
