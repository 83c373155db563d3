namespace Autocura.Embedded.Cluster.Applications.Conditions;

/// <summary>What is done to a container as a whole, from outside of it.</summary>
internal readonly record struct Disturbance
{
    /// <summary>Nothing.</summary>
    public static Disturbance None { get; }

    /// <summary>When its process is killed; an instance that starts later is not concerned.</summary>
    public DateTimeOffset? KilledAt { get; private init; }

    /// <summary>Whether something that does nothing stands in its place, as long as it lasts.</summary>
    public bool IsFailed { get; private init; }

    /// <summary>Its process is killed then.</summary>
    public static Disturbance Killed(DateTimeOffset at) => new() { KilledAt = at };

    /// <summary>It serves nobody as long as it lasts.</summary>
    public static Disturbance Failed() => new() { IsFailed = true };

    /// <summary>Both at once: of two kills the later, which is the one that may still have to be carried out.</summary>
    public Disturbance And(Disturbance other) => new()
    {
        KilledAt = KilledAt is null || other.KilledAt > KilledAt ? other.KilledAt ?? KilledAt : KilledAt,
        IsFailed = IsFailed || other.IsFailed,
    };
}
