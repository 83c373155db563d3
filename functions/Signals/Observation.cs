using System.Text.Json.Serialization;

namespace Autocura.Signals;

/// <summary>What this system's own watching can see. The names are those of the alerts, and stay.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Observation>))]
public enum Observation
{
    RestartsRising,
    ContainerOutOfMemory,
    PodsNotReady,
    RolloutFailing,
    ImagePullFailing,
    ContainerConfigError,
    PodsUnschedulable,
    ScaledToZeroInUse,
    ServiceWithoutEndpoints,
    ClaimPending,
    QuotaExceeded,
    AutoscalerAtMaximum,
    AutoscalerWithoutMetrics,
    NodeInTrouble,
    JobFailed,
    DriftFight,
    ErrorsRising,
    LatencyRising,
    TrafficLost,
    TrafficSurge,
    BacklogRising,
    OperatorRefused,
    Saturation,
    PolicyBreached,
    ReleaseWorse,
    CapacityShort,
    CapacitySpare,
    ExhaustionAhead,
}
