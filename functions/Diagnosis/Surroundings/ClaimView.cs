namespace Autocura.Diagnosis.Surroundings;

/// <summary>A claim of the pods.</summary>
public sealed record ClaimView
{
    public required string Name { get; init; }

    public bool Exists { get; init; }

    /// <summary>Pending, Bound or Lost; empty when it does not exist.</summary>
    public string Phase { get; init; } = "";

    public string StorageClass { get; init; } = "";

    public bool StorageClassExists { get; init; }

    public string Volume { get; init; } = "";

    /// <summary>The newest warning about it; empty when there is none.</summary>
    public string Why { get; init; } = "";

    /// <summary>Volumes that would fit and cannot be bound, as they still remember a claim that is gone (phase Released); at most 5.</summary>
    public IReadOnlyList<string> ReleasedVolumes { get; init; } = [];
}
