namespace Autocura.Diagnosis.Surroundings;

/// <summary>One limit of a ResourceQuota, in base units (cores, bytes, pieces).</summary>
public sealed record QuotaView
{
    public required string Name { get; init; }

    /// <summary>"limits.memory", "pods".</summary>
    public required string Resource { get; init; }

    public double Used { get; init; }

    public double Hard { get; init; }

    public DateTimeOffset ChangedAt { get; init; }

    public string ChangedBy { get; init; } = "";
}
