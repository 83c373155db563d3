using Autocura.Embedded.Cluster;

namespace Autocura.Embedded.Scenarios;

/// <summary>Plays a scenario on the simulated cluster: what is to be there before it, the injection, and the remedy that its suite expects.</summary>
public sealed class ScenarioRun(ObjectStore store, TimeProvider time)
{
    private readonly ScenarioWrites writes = new(store, time);

    /// <summary>Puts in place what the suite has there before the fault.</summary>
    public Task PrepareAsync(Scenario scenario, CancellationToken cancellationToken) => MakeAsync(scenario, scenario.Setup, cancellationToken);

    /// <summary>Makes each change at its time. Returns after the last one, with the cluster only beginning to react.</summary>
    public Task PlayAsync(Scenario scenario, CancellationToken cancellationToken) => MakeAsync(scenario, scenario.Steps, cancellationToken);

    /// <summary>Makes the mitigation that the suite expects.</summary>
    public Task RemedyAsync(Scenario scenario, CancellationToken cancellationToken) => MakeAsync(scenario, scenario.Remedy, cancellationToken);

    private async Task MakeAsync(Scenario scenario, IReadOnlyList<ScenarioStep> steps, CancellationToken cancellationToken)
    {
        var began = time.GetUtcNow();
        foreach (var together in steps.GroupBy(step => step.AfterSeconds).OrderBy(steps => steps.Key))
        {
            var wait = began.AddSeconds(together.Key) - time.GetUtcNow();
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, cancellationToken);
            }

            // As one write: otherwise how far the cluster has reacted to the first when the second comes would be up to the machine.
            store.Batch(() => together.ToList().ForEach(step => Make(scenario, step)));
        }
    }

    /// <summary>Makes one step now.</summary>
    internal void Make(Scenario scenario, ScenarioStep step)
    {
        try
        {
            writes.Make(step);
        }
        catch (Exception refused) when (refused is ApiStatusException or InvalidDataException)
        {
            throw new InvalidDataException($"Scenario {scenario.Name}: {step.Kind} of {step.On?.ToString() ?? step.Manifest.Text("metadata", "name")}: {refused.Message}", refused);
        }
    }
}
