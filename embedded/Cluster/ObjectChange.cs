using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster;

/// <summary>What happened to an object.</summary>
public enum ChangeKind
{
    /// <summary>It was created.</summary>
    Added,

    /// <summary>It was changed.</summary>
    Modified,

    /// <summary>It is gone.</summary>
    Deleted,
}

/// <summary>One committed change. <see cref="Current"/> is the state after it (of a deleted object, its last); <see cref="Previous"/> the one before.</summary>
public sealed record ObjectChange(ChangeKind Kind, ObjectKey Key, JsonObject Current, JsonObject? Previous, long ResourceVersion);
