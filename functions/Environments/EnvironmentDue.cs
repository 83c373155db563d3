namespace Autocura.Environments;

/// <summary>A ParallelEnvironment as a look at the cluster finds it.</summary>
public sealed record EnvironmentLook(EnvironmentOrder Order, EnvironmentNews News)
{
    public EnvironmentPhase Phase { get; init; }

    /// <summary>The generation that the status describes; 0 before there is one.</summary>
    public long Observed { get; init; }

    public bool HasFinalizer { get; init; }

    /// <summary>Nothing is left to be done for it, and nobody has to be asked.</summary>
    public bool IsSettled => News.IsDeleted ? !HasFinalizer : Observed == Order.Generation && EnvironmentTransitions.IsFinal(Phase);
}

/// <summary>What an environment needs now: its instance started, told something, or nothing.</summary>
public enum EnvironmentNeed
{
    Nothing,
    Start,
    Tell,
}

/// <summary>Says what a look at an environment calls for. The same look on two hosts calls for the same, and doing it twice does it once.</summary>
public static class EnvironmentDue
{
    /// <param name="look">The object.</param>
    /// <param name="isOpen">Whether its instance runs.</param>
    /// <param name="heard">What the instance says it has been told; null when it has not said a word yet.</param>
    public static EnvironmentNeed Of(EnvironmentLook look, bool isOpen, EnvironmentNews? heard) => (isOpen, heard) switch
    {
        (true, null) => EnvironmentNeed.Nothing,
        (true, _) => heard == look.News ? EnvironmentNeed.Nothing : EnvironmentNeed.Tell,
        _ => look.IsSettled ? EnvironmentNeed.Nothing : EnvironmentNeed.Start,
    };
}
