namespace Autocura.Support.Chaos.Invariants;

/// <summary>What holds after every run, whatever went wrong in it.</summary>
internal interface IInvariant
{
    /// <summary>The promise in a few words.</summary>
    string Promise { get; }

    /// <summary>Every place where it was not kept, in words for whoever has to find out why.</summary>
    IEnumerable<string> Broken(ChaosRecord record);
}

/// <summary>All promises.</summary>
internal static class Promises
{
    public static IReadOnlyList<IInvariant> All { get; } =
    [
        new NothingElsewhere(), new WithinBudget(), new OneAtATime(), new DoneOnce(), new Accounted(), new Restored(), new Reasoned(), new NothingLeftBehind(), new StoppedWhenTold(), new Permitted(), new Ended(),
    ];

    /// <summary>What a run has broken.</summary>
    public static IReadOnlyList<string> Broken(ChaosRecord record) => [.. All.SelectMany(promise => promise.Broken(record).Select(broken => $"{promise.Promise}: {broken}"))];
}
