namespace Autocura.KnownGood.Capture;

/// <summary>What one run found and did in one cluster.</summary>
public sealed record CaptureReport(string Cluster)
{
    /// <summary>The namespaces that hold workloads and are looked after.</summary>
    public IReadOnlyList<CapturedNamespace> Namespaces { get; init; } = [];

    /// <summary>Objects that were compared with what is known of them.</summary>
    public int Objects { get; init; }

    /// <summary>Writes of versions, and of what became of them; not those of how namespaces fare.</summary>
    public int Written { get; init; }

    /// <summary>Versions that were forgotten.</summary>
    public int Deleted { get; init; }

    /// <summary>Objects that changed too short a time ago.</summary>
    public int Waiting { get; init; }

    /// <summary>What could not be done, and why; bounded.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}

/// <summary>How a namespace fares. Null: not measured. <paramref name="IsSettled"/>: healthy for long enough to be captured.</summary>
public sealed record CapturedNamespace(string Name, bool? IsHealthy, bool IsSettled, string Reason);
