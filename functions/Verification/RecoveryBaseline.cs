using Autocura.Diagnosis;
using Autocura.Verification.Criteria;

namespace Autocura.Verification;

/// <summary>How it stood just before we acted: what "worse" is measured against. Ratios are 0 to 1; null was not measurable.</summary>
public sealed record RecoveryBaseline(int AvailableReplicas, double? ErrorRatio)
{
    /// <summary>Service ports that led to no declared container port already then, as "service:port".</summary>
    public IReadOnlyList<string> PortsAstray { get; init; } = [];

    /// <summary>The baseline that the evidence shows.</summary>
    public static RecoveryBaseline Of(Evidence evidence) => new(evidence.State?.AvailableReplicas ?? 0, evidence.ErrorRatio)
    {
        PortsAstray = PortsAstrayIn(evidence.State, evidence.Services),
    };

    /// <summary>
    /// The baseline, no better than what was measured first: evidence is read while the trouble has just begun, and counts requests from before it.
    /// </summary>
    public RecoveryBaseline AtLeast(MeasurementRound first) =>
        first.Measurements.FirstOrDefault(measurement => measurement.Criterion == ErrorRatioCriterion.Errors)?.Value is { } ratio && ratio > ErrorRatio ? this with { ErrorRatio = ratio } : this;

    internal static IReadOnlyList<string> PortsAstrayIn(WorkloadView? state, IReadOnlyList<ServiceView> services) =>
        state is null ? [] : [.. services.SelectMany(service => service.Ports
            .Where(port => ContainerPorts.Meets(port, state.Containers) is PortMeeting.None)
            .Select(port => $"{service.Name}:{port.Port}"))];
}
