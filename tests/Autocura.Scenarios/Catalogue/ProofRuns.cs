using System.Collections.Concurrent;
using Autocura.Embedded.Scenarios;

namespace Autocura.Scenarios.Catalogue;

/// <summary>
/// Runs the proofs of scenarios side by side, one for each processor: whoever asks for one has those that follow it in the list started too, as the tests of
/// one theory come one after the other.
/// </summary>
public sealed class ProofRuns : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, Lazy<Task>> started = new();
    private readonly List<Scenario> order = [.. ScenarioCatalog.Load().All];

    public Task ProveAsync(string name)
    {
        var first = order.FindIndex(scenario => scenario.Name == name);
        var proofs = order.Skip(first).Take(Environment.ProcessorCount).Select(Start).ToList();
        return proofs[0];
    }

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Waits for what was started and not asked for.</summary>
    public async Task DisposeAsync()
    {
        foreach (var proof in started.Values)
        {
            await proof.Value.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task Start(Scenario scenario) => started.GetOrAdd(scenario.Name, _ => new(() => Task.Run(() => ScenarioProof.RunAsync(scenario)))).Value;
}
