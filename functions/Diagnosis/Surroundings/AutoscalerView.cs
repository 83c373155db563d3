using Autocura.Incidents;

namespace Autocura.Diagnosis.Surroundings;

/// <summary>A HorizontalPodAutoscaler or ScaledObject of the workload.</summary>
public sealed record AutoscalerView(ObjectRef Ref, int Minimum, int Maximum, int Current, int Desired)
{
    /// <summary>"cpu 20 %, now 85 %", a line a metric.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>Conditions that are as they should not be ("ScalingActive=False: FailedGetResourceMetric"), and ScalingLimited.</summary>
    public IReadOnlyList<string> Conditions { get; init; } = [];

    public DateTimeOffset ChangedAt { get; init; }

    public string ChangedBy { get; init; } = "";

    public bool IsAtMaximum => Current >= Maximum || Desired >= Maximum;
}
