using System.Collections.Concurrent;
using Autocura.Support.Chaos.Invariants;

namespace Autocura.Support.Chaos;

/// <summary>Many runs, some side by side.</summary>
internal static class ChaosSeries
{
    /// <summary>More than there are processors: a run often waits for its own threads to hand over to each other.</summary>
    public static readonly int AtATime = 2 * Environment.ProcessorCount;

    /// <summary>Runs every seed and tells of each as it ends. The failures, by seed.</summary>
    public static async Task<IReadOnlyList<ChaosFailure>> RunAsync(IEnumerable<int> seeds, Action<ChaosPlan, ChaosFailure?> ended)
    {
        var failures = new ConcurrentBag<ChaosFailure>();
        await Parallel.ForEachAsync(seeds, new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (seed, _) =>
        {
            var plan = ChaosPlan.Of(seed);
            var failure = await JudgeAsync(plan);
            if (failure is not null)
            {
                failures.Add(failure);
            }

            ended(plan, failure);
        });
        return [.. failures.OrderBy(failure => failure.Plan.Seed)];
    }

    /// <summary>Runs one plan. What it breaks; null when it keeps every promise.</summary>
    private static async Task<ChaosFailure?> JudgeAsync(ChaosPlan plan)
    {
        try
        {
            var record = await ChaosRun.RunAsync(plan);
            return Promises.Broken(record) is { Count: > 0 } broken ? new ChaosFailure(plan, broken, record) : null;
        }
#pragma warning disable CA1031 // whatever ends a run is a failure of that seed, and the others go on
        catch (Exception crash)
#pragma warning restore CA1031
        {
            return new ChaosFailure(plan, [$"the run broke down: {crash}"], null);
        }
    }
}

/// <summary>A run in which a promise was broken.</summary>
internal sealed record ChaosFailure(ChaosPlan Plan, IReadOnlyList<string> Broken, ChaosRecord? Record)
{
    /// <summary>What plays it again.</summary>
    public string Replay => $"dotnet run -c Release --project tests/Benchmarks -- chaos --replay {Plan.Seed}";

    /// <inheritdoc />
    public override string ToString() => $"Seed {Plan.Seed}: {Plan}\n  {string.Join("\n  ", Broken)}\n  again: {Replay}";
}
