using System.Text.Json.Nodes;
using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;

namespace Autocura.KnownGood.Changes;

/// <summary>A change before its relation to the workload is known. <paramref name="Source"/> is the object, or what it was.</summary>
internal sealed record FoundChange(ObjectRef Target, JsonObject Source, ChangeKind Kind)
{
    public DateTimeOffset? At { get; init; }

    public string By { get; init; } = "";

    public IReadOnlyList<FieldChange> Fields { get; init; } = [];

    /// <summary>The hash of the version it was compared with; empty when it was judged by times alone.</summary>
    public string KnownGoodHash { get; init; } = "";
}
