using Autocura.Incidents;

namespace Autocura.Diagnosis;

/// <summary>Look at a workload that another one's trouble points to, as closely as at the first, and go on from there.</summary>
public sealed record InvestigationRequest
{
    public required WorkloadRef Workload { get; init; }

    /// <summary>When the trouble that leads here began, and when its incident was opened.</summary>
    public required DateTimeOffset Onset { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>How many steps further it may go; 0 looks here only.</summary>
    public int Depth { get; init; }

    /// <summary>Where the search has been: calls may go round in circles.</summary>
    public IReadOnlyList<WorkloadRef> Visited { get; init; } = [];

    /// <summary>As an incident of that workload would ask for its evidence, with no alert of its own.</summary>
    internal EvidenceRequest ToEvidenceRequest() => new(new Incident { Workload = Workload, OpenedAt = Onset < OpenedAt ? Onset : OpenedAt, Signals = [] }, []);
}

/// <summary>What was found at a workload, itself included in the search further down.</summary>
public sealed record Investigation(WorkloadRef Workload, RankedHypotheses Diagnosis);
