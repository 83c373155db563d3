namespace Autocura.Embedded.Cluster;

/// <summary>What becomes of the objects that the deleted one owns.</summary>
public enum DeletePropagation
{
    /// <summary>The owner goes at once, what it owns after it.</summary>
    Background,

    /// <summary>What it owns goes first.</summary>
    Foreground,

    /// <summary>What it owns stays, ownerless.</summary>
    Orphan,
}

/// <summary>How to delete: grace for pods (null: the pod's own), what to do with owned objects, and what must still be true.</summary>
public sealed record DeleteOptions
{
    /// <summary>Pods only: seconds to stop in; 0 removes at once.</summary>
    public long? GracePeriodSeconds { get; init; }

    /// <summary>What becomes of owned objects.</summary>
    public DeletePropagation Propagation { get; init; }

    /// <summary>Refuse with a conflict unless the object has this uid.</summary>
    public string? Uid { get; init; }

    /// <summary>Refuse with a conflict unless the object has this resourceVersion.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>The last step of a graceful deletion: removes at once.</summary>
    public static DeleteOptions Now { get; } = new() { GracePeriodSeconds = 0 };
}
