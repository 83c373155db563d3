using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Patches;
using Autocura.Embedded.Cluster.Shop;

namespace Autocura.Embedded.Scenarios;

/// <summary>Plays a scenario on the simulated cluster, in the name of a developer with kubectl: so the cluster's own record tells who changed what, and when.</summary>
public sealed class ScenarioRun(ObjectStore store, TimeProvider time)
{
    private readonly Actor _developer = ShopInstallation.Developer("kubectl-edit");

    /// <summary>Makes each change at its time. Returns after the last one, with the cluster only beginning to react.</summary>
    public async Task PlayAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        var began = time.GetUtcNow();
        foreach (var step in scenario.Steps.OrderBy(step => step.AfterSeconds))
        {
            var wait = began.AddSeconds(step.AfterSeconds) - time.GetUtcNow();
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, cancellationToken);
            }

            Make(scenario, step);
        }
    }

    private void Make(Scenario scenario, ScenarioStep step)
    {
        var key = Key(scenario, step.On);
        var given = step.Patch is null && step.Kind != ScenarioStepKind.Delete
            ? throw new InvalidDataException($"Scenario {scenario.Name}: the step on {key} has no patch.")
            : step.Patch;
        switch (step.Kind)
        {
            case ScenarioStepKind.Patch:
                store.Update(key, before => JsonPatch.Apply(before, given!.AsArray()).AsObject(), _developer);
                break;
            case ScenarioStepKind.Apply when store.Find(key) is null:
                store.Create(key, given!.AsObject().Copy(), _developer);
                break;
            case ScenarioStepKind.Apply:
                store.Update(key, before => Replace(before, given!.AsObject()), _developer);
                break;
            case ScenarioStepKind.Delete:
                store.Delete(key, _developer);
                break;
        }
    }

    private static JsonObject Replace(JsonObject before, JsonObject manifest)
    {
        var after = manifest.Copy();
        after["metadata"] = before["metadata"]!.DeepClone();
        after["status"] = before["status"]?.DeepClone();
        return after;
    }

    private ObjectKey Key(Scenario scenario, ScenarioTarget target) => store.Catalog.FindKind(target.ApiVersion, target.Kind) is { } type
        ? type.Key(target.Namespace, target.Name)
        : throw new InvalidDataException($"Scenario {scenario.Name} names a {target.ApiVersion} {target.Kind}, a kind that the API server does not serve.");
}
