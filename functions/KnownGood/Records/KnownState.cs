using System.Text.Json.Nodes;

namespace Autocura.KnownGood.Records;

/// <summary>What a version holds.</summary>
internal sealed record KnownState
{
    public required DateTimeOffset CapturedAt { get; init; }

    public long Generation { get; init; }

    /// <summary>When the object was written last before it was captured, and by which field manager.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    public string ChangedBy { get; init; } = "";

    /// <summary>The object as it can be put back; null where only hashes are kept.</summary>
    public JsonObject? Object { get; init; }

    /// <summary>Of a Secret: hashes of its values, by key.</summary>
    public IReadOnlyDictionary<string, string>? KeyHashes { get; init; }

    /// <summary>Why the object itself is not kept; empty when it is.</summary>
    public string Omitted { get; init; } = "";
}
