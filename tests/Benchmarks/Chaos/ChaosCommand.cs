using System.CommandLine;
using System.Diagnostics;
using Autocura.Support.Chaos;
using Autocura.Support.Chaos.Invariants;

namespace Autocura.Benchmarks.Chaos;

/// <summary>Plays as many seeds of chaos as one likes, or one of them again with its whole story.</summary>
internal static class ChaosCommand
{
    public const string Name = "chaos";
    private const int TellEvery = 100;

    public static Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var runs = new Option<int>("--runs") { Description = "how many seeds", DefaultValueFactory = _ => 500 };
        var seed = new Option<int>("--seed") { Description = "the first of them", DefaultValueFactory = _ => 1 };
        var replay = new Option<int?>("--replay") { Description = "plays this one and tells its story" };
        var command = new RootCommand("Seeds x troubles x faults of the API server x deaths of hosts, and what must hold all the same.") { runs, seed, replay };
        command.SetAction(parsed => parsed.GetValue(replay) is { } again ? ReplayAsync(again) : PlayAsync(parsed.GetValue(seed), parsed.GetValue(runs)));
        return command.Parse(arguments).InvokeAsync();
    }

    private static async Task<int> PlayAsync(int first, int runs)
    {
        var (clock, ended) = (Stopwatch.StartNew(), 0);
        var failures = await ChaosSeries.RunAsync(Enumerable.Range(first, runs), (_, failure) =>
        {
            if (failure is not null)
            {
                Console.WriteLine(failure);
            }

            if (Interlocked.Increment(ref ended) is var count && count % TellEvery == 0)
            {
                Console.WriteLine($"{count} of {runs} after {clock.Elapsed.TotalSeconds:0} s");
            }
        });
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        Console.WriteLine($"Seeds {first} to {first + runs - 1} in {clock.Elapsed.TotalSeconds:0} s, {cpu.TotalSeconds / Math.Max(runs, 1):0.00} s of processor each.");
        Console.WriteLine($"{runs} runs, {failures.Count} failures");
        return failures.Count == 0 ? 0 : 1;
    }

    private static async Task<int> ReplayAsync(int seed)
    {
        var plan = ChaosPlan.Of(seed);
        Console.WriteLine($"Seed {seed}: {plan}");
        var record = await ChaosRun.RunAsync(plan);
        foreach (var line in ChaosStory.Of(record))
        {
            Console.WriteLine(line);
        }

        var broken = Promises.Broken(record);
        Console.WriteLine(broken.Count == 0 ? "Every promise was kept." : string.Join('\n', broken));
        Console.WriteLine($"1 runs, {(broken.Count == 0 ? 0 : 1)} failures");
        return broken.Count == 0 ? 0 : 1;
    }
}
