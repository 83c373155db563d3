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

/// <summary>One committed change: the object after it (of a deleted one, its last state), and the one before.</summary>
public sealed class ObjectChange(ChangeKind kind, StoredObject after, StoredObject? before, long resourceVersion)
{
    /// <summary>What happened.</summary>
    public ChangeKind Kind => kind;

    /// <summary>To which object.</summary>
    public ObjectKey Key => after.Key;

    /// <summary>The object after the change. Shared: do not change it.</summary>
    public JsonObject Current => after.Tree;

    /// <summary>The object before the change; null for a new one. Shared: do not change it.</summary>
    public JsonObject? Previous => before?.Tree;

    /// <summary>The version the change made.</summary>
    public long ResourceVersion => resourceVersion;

    /// <summary>What <see cref="Current"/> is read from.</summary>
    internal StoredObject After => after;

    /// <summary>What <see cref="Previous"/> is read from.</summary>
    internal StoredObject? Before => before;

    /// <summary>Everybody has been told: what is past need not be at hand any longer.</summary>
    internal void Retire()
    {
        before?.Retire();
        if (kind == ChangeKind.Deleted)
        {
            after.Retire();
        }
    }
}
