using System.Text.Json.Serialization;
using Autocura.Incidents;

namespace Autocura.Diagnosis.Surroundings;

/// <summary>One object near the workload that is not as it was when its namespace was last healthy, or that was written shortly before the trouble.</summary>
public sealed record ObjectChange
{
    public required ObjectRef Target { get; init; }

    public required ChangeKind Kind { get; init; }

    /// <summary>When it was written last, from its managed fields or its creation; null when nobody can tell (an object that is gone).</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Who wrote it: the field manager; empty when that is not known.</summary>
    public string By { get; init; } = "";

    public required ObjectRelation Relation { get; init; }

    /// <summary>What changed against the last known good, at most 10; empty when there is none and only the time of the write is known.</summary>
    public IReadOnlyList<FieldChange> Fields { get; init; } = [];

    /// <summary>True when it was compared with a state under which the namespace was measured to be healthy.</summary>
    public bool IsAgainstKnownGood { get; init; }

    /// <summary>The hash of the last known good to go back to; empty when none is kept.</summary>
    public string KnownGoodHash { get; init; } = "";
}

/// <summary>One field, as a path ("spec.ports[http].targetPort", "data.demo.flagd.json.flags.cartFailure.defaultVariant"), before and after. Null: it was not there.</summary>
/// <remarks>Values are redacted and cut to 200 characters; those of a Secret are never read, only that they differ.</remarks>
public sealed record FieldChange(string Path, string? Before, string? After);

[JsonConverter(typeof(JsonStringEnumConverter<ChangeKind>))]
public enum ChangeKind
{
    Created,
    Changed,
    Deleted,
}
