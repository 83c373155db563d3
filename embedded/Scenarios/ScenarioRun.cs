using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Admission;
using Autocura.Embedded.Cluster.Patches;
using Autocura.Embedded.Cluster.Applications;

namespace Autocura.Embedded.Scenarios;

/// <summary>Plays a scenario on the simulated cluster, in the name of a developer with kubectl: so the cluster's own record tells who changed what, and when.</summary>
public sealed class ScenarioRun(ObjectStore store, TimeProvider time)
{
    private readonly ObjectAdmission admission = new(store, time);
    private readonly Actor developer = ApplicationInstallation.Developer("kubectl-edit");

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
        var type = store.Catalog.FindKind(step.On.ApiVersion, step.On.Kind)
            ?? throw new InvalidDataException($"Scenario {scenario.Name} names a {step.On.ApiVersion} {step.On.Kind}, a kind that the API server does not serve.");
        var key = type.Key(step.On.Namespace, step.On.Name);
        if (step.Kind == ScenarioStepKind.Delete)
        {
            store.Delete(key, developer);
            return;
        }

        var given = step.Patch ?? throw new InvalidDataException($"Scenario {scenario.Name}: the step on {key} has no patch.");
        if (step.Kind == ScenarioStepKind.Apply && store.Find(key) is null)
        {
            var created = given.AsObject().Copy();
            admission.AdmitNew(type, created);
            store.Create(key, created, developer);
            return;
        }

        store.Update(key, before => admission.AdmitChange(type, before, Change(step.Kind, before, given), ""), developer);
    }

    private static JsonObject Change(ScenarioStepKind kind, JsonObject before, JsonNode given)
    {
        if (kind == ScenarioStepKind.Patch)
        {
            return JsonPatch.Apply(before.Copy(), given.AsArray()).AsObject();
        }

        var replaced = given.AsObject().Copy();
        replaced["metadata"] = before["metadata"]!.DeepClone();
        return replaced;
    }
}
