using System.Collections.Concurrent;
using Autocura.Embedded.Scenarios;
using Autocura.Support.Yardstick;

namespace Autocura.Scenarios.Diagnosis;

/// <summary>The first scenario of each cause and every control, played once and diagnosed with the names of alerts hidden; and a few of them with every object renamed.</summary>
public sealed class CatalogueDiagnoses : IAsyncLifetime
{
    /// <summary>One of each application and of each kind of fault: a release, a configuration, an object beside the workload, an experiment, a control.</summary>
    private static readonly string[] Sample =
        ["crash-after-release", "flag-ad-failure", "product-catalog-command", "reviews-missing-claim", "chaos-ad-jvm-heap", "noop-social-network"];

    private readonly ConcurrentBag<CaseResult> played = [];

    internal IReadOnlyList<CaseResult> Named => [.. played.Where(result => result.Variant == "hidden").OrderBy(result => result.Scenario, StringComparer.Ordinal)];

    internal IReadOnlyList<CaseResult> Renamed => [.. played.Where(result => result.Variant == "renamed").OrderBy(result => result.Scenario, StringComparer.Ordinal)];

    public Task InitializeAsync()
    {
        var all = ScenarioCatalog.Load().All.GroupBy(scenario => scenario.IsControl ? scenario.Name : scenario.Cause).Select(same => same.First());
        CaseSettings[] cases = [.. all.Select(scenario => new CaseSettings(scenario, 0)), .. Sample.Select(name => new CaseSettings(ScenarioCatalog.Load().Find(name), 0) { IsRenamed = true })];
        return Parallel.ForEachAsync(cases, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (settings, _) =>
        {
            foreach (var result in await CaseRun.RunAsync(settings))
            {
                played.Add(result);
            }
        });
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
