using Autocura.Diagnosis;

namespace Autocura.Verification.Criteria;

/// <summary>
/// Every Service of the workload has a ready endpoint, behind ports that a container declares. A port that led nowhere already before we acted, and that
/// we did not set out to repair, is not held against the remedy: a number works without being declared, and requests and alerts tell whether it does.
/// </summary>
internal sealed class EndpointsCriterion : IRecoveryCriterion
{
    public string Name => "endpoints";

    public Measurement Measure(RecoveryObservation seen, MeasureRequest request)
    {
        if (seen.GapOf(EvidencePart.Services) is { } gap)
        {
            return new Measurement(Name, MeasurementResult.Unmeasurable, gap);
        }

        if (seen.Services.Count == 0 || seen.State is null or { Replicas: 0, ScaledBy: not null })
        {
            return new Measurement(Name, MeasurementResult.NotApplicable, seen.Services.Count == 0
                ? "no Service selects the workload"
                : "no pods are wanted: an autoscaler has put it to sleep, or it does not exist");
        }

        if (seen.Services.FirstOrDefault(service => service.ReadyEndpoints == 0) is { } empty)
        {
            return new Measurement(Name, MeasurementResult.Bad, $"Service {empty.Name} has no ready endpoint", 0, 1);
        }

        var stray = RecoveryBaseline.PortsAstrayIn(seen.State, seen.Services).FirstOrDefault(port => !IsExcused(port, request));
        var ready = seen.Services.Sum(service => service.ReadyEndpoints);
        return stray is null
            ? new Measurement(Name, MeasurementResult.Good, $"{ready} ready behind {seen.Services.Count} Services", ready, 1)
            : new Measurement(Name, MeasurementResult.Bad, $"{stray} leads to no port that a container declares");
    }

    private static bool IsExcused(string port, MeasureRequest request) => request.Baseline.PortsAstray.Contains(port)
        && !(request.Plan?.Steps ?? []).Any(step => step.Action == ActionNames.RepairService && port.StartsWith($"{step.Target.Name}:"));
}
