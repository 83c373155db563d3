using Autocura.Incidents;

namespace Autocura.Guardrails.Facts;

/// <summary>What a workload, or the pods beside one pod, can still lose.</summary>
public sealed record ServingView(ObjectRef Target)
{
    /// <summary>Pods that are wanted, and those that are ready.</summary>
    public int Desired { get; init; }

    public int Ready { get; init; }

    /// <summary>Of a pod: whether it is itself ready.</summary>
    public bool IsReady { get; init; }

    /// <summary>Names the workload, so that pods of one are counted together.</summary>
    public string Group { get; init; } = "";

    /// <summary>A change of its template takes all of its pods before there are new ones.</summary>
    public bool StopsAll { get; init; }

    /// <summary>The disruption budget that allows least; empty when none selects its pods.</summary>
    public string Budget { get; init; } = "";

    /// <summary>Pods that may go by that budget.</summary>
    public int Allowed { get; init; }
}

/// <summary>Nodes of the cluster, and which of them take no new pods now.</summary>
public sealed record NodeCount(int Total, IReadOnlyList<string> Out);

/// <summary>What scales a workload: an object that owns its replicas, or its requests.</summary>
public sealed record ScalerView(ObjectRef Ref, ObjectRef Target)
{
    public int Minimum { get; init; }

    public int Maximum { get; init; }

    /// <summary>The workload's replicas now.</summary>
    public int Current { get; init; }

    /// <summary>Who holds it where it is, in its own words; empty when nobody does.</summary>
    public string Paused { get; init; } = "";

    /// <summary>True when it sets requests and limits, and not replicas.</summary>
    public bool SetsResources { get; init; }
}
