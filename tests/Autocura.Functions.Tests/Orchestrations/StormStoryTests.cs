using Autocura.Incidents;

namespace Autocura.Functions.Tests.Orchestrations;

/// <summary>1,000 alerts at once about 300 workloads, all for one cause.</summary>
public sealed class StormStoryTests
{
    private const int Workloads = 300;
    private const int Alerts = 1_000;

    private static readonly string[] Kinds = ["KubePodNotReady", "KubePodCrashLooping", "HighRequestErrorRate", "HighRequestLatency"];

    private static IReadOnlyList<string> Names { get; } = [.. Enumerable.Range(0, Workloads).Select(number => $"w{number:000}")];

    [Theory]
    [InlineData("node n1", "NodeDown")]
    [InlineData("workload db", "DependencyDown")]
    public async Task One_acts_few_are_looked_into_at_a_time_and_all_close_with_it(string fault, string cause)
    {
        await using var run = await IncidentRun.StartAsync(paranoid: false);
        run.World.Has("db");
        foreach (var name in Names)
        {
            run.World.Has(name, fault);
        }

        run.World.Break(fault);
        await run.PostAsync("firing", [.. Enumerable.Range(0, Alerts).Select(number => (Names[number % Workloads], Kinds[number / Workloads]))]);
        await run.PassAsync(TimeSpan.FromMinutes(1));
        var before = run.World.Collected.Count;
        await run.PassAsync(TimeSpan.FromMinutes(15));

        run.World.Acts.ShouldHaveSingleItem();
        run.World.MostAtOnce.ShouldBeLessThanOrEqualTo(new CorrelationSettings().AtATime + 1, "the origin is looked into out of turn");
        before.ShouldBeLessThan(Workloads / 10, "who is plainly part of it waits without any reading");
        var outcomes = new List<Outcome>();
        foreach (var name in Names)
        {
            outcomes.Add(await run.OutcomeAsync(name));
        }

        outcomes.ShouldAllBe(outcome => outcome.Kind == OutcomeKind.Healed || outcome.Kind == OutcomeKind.RecoveredAlone);
        outcomes.Count(outcome => outcome.Root is not null).ShouldBeGreaterThanOrEqualTo(Workloads - 2, cause);
    }
}
