namespace Autocura.Signals;

/// <summary>One run of a sweep: which cluster, and what the run before left.</summary>
public sealed record SweepRequest(string Cluster, SweepMemory Memory);

/// <summary>
/// What one run saw: the memory for the next, and what it took. <paramref name="Gaps"/> are kinds that could not be read, at most 12; what stands on them
/// was neither found nor reported gone.
/// </summary>
public sealed record SweepReport(SweepMemory Memory, SweepCost Cost, IReadOnlyList<string> Gaps);

/// <summary>What a run cost the API server, and how far it came.</summary>
public sealed record SweepCost(int Requests, int Objects, int Namespaces, int Findings)
{
    /// <summary>Whether every pod was looked at, not only what lacks some.</summary>
    public bool WasFull { get; init; }

    /// <summary>Whether it came to the end.</summary>
    public bool WasWhole { get; init; }
}
