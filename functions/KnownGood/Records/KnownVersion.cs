using Autocura.Incidents;

namespace Autocura.KnownGood.Records;

/// <summary>One state in which an object was seen while its namespace was healthy, without the state itself.</summary>
internal sealed record KnownVersion
{
    /// <summary>The object.</summary>
    public required ObjectRef Target { get; init; }

    /// <summary>The KnownGood that holds it.</summary>
    public required ObjectRef Record { get; init; }

    /// <summary>SHA-256 of the object's normal form.</summary>
    public required string Hash { get; init; }

    /// <summary>The UID of the object then.</summary>
    public required string Uid { get; init; }

    /// <summary>The resourceVersion of the object then: as long as it has it, nobody need read it.</summary>
    public required string ResourceVersion { get; init; }

    /// <summary>Since when the object was so and its namespace healthy.</summary>
    public required DateTimeOffset HealthyFrom { get; init; }

    /// <summary>When another state took its place; null while it is the newest.</summary>
    public DateTimeOffset? HealthyUntil { get; init; }

    /// <summary>Since when there is no such object although all is well; null while there is one.</summary>
    public DateTimeOffset? GoneSince { get; init; }

    /// <summary>Replicas it declared; null for what has none.</summary>
    public int? Replicas { get; init; }

    public bool IsCurrent => HealthyUntil is null;

    /// <summary>How long it had been seen healthy at that time.</summary>
    public TimeSpan SeenBefore(DateTimeOffset time)
    {
        var until = HealthyUntil is { } end && end < time ? end : time;
        return until > HealthyFrom ? until - HealthyFrom : TimeSpan.Zero;
    }
}
