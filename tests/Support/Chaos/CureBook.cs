using System.Text.Json;
using Autocura.Embedded.Cluster;
using Autocura.Incidents;
using Autocura.Planning;
using Microsoft.DurableTask;

namespace Autocura.Support.Chaos;

/// <summary>
/// Puts other steps into the plans that are made, good ones and bad ones: whatever is planned, it has to be reviewed, carried out, measured and taken back as if it were the
/// system's own idea.
/// </summary>
internal sealed class CureBook(ChaosPlan plan, ObjectStore store)
{
    private const string Store = ChaosWorld.Store;

    /// <summary>The activity's answer with the steps of this run, where it is a plan.</summary>
    public string? Rewrite(string? output)
    {
        if (plan is { Cure: Cure.Diagnosed, Steps: null } || output is null || JsonSerializer.Deserialize<PlanDraft>(output, DurableJson.Options) is not { Plan: { } drafted } draft || (plan.Steps?.Invoke(store) ?? Steps(drafted)) is not { Count: > 0 } steps)
        {
            return output;
        }

        return JsonSerializer.Serialize(draft with { Plan = drafted with { Steps = steps, Strategy = $"{plan.Cure}: {string.Join("; ", steps.Select(step => $"{step.Action} on {step.Target}"))}" } }, DurableJson.Options);
    }

    private IReadOnlyList<PlanStep> Steps(RemediationPlan drafted)
    {
        var name = drafted.Steps[0].Target is { Kind: "Deployment", Namespace: Store } target ? target.Name : plan.Target;
        return plan.Cure switch
        {
            Cure.RollBack => [RollBack(name)],
            Cure.Restart => [Step("RestartWorkload", Deployment(name))],
            Cure.BreakTheImage => [Step("PatchConfig", Deployment(name), ("patch", $$"""{ "spec": { "template": { "spec": { "containers": [{ "name": "{{name}}", "image": "{{ChaosWorld.Missing(name)}}" }] } } } }"""))],
            Cure.ManySteps => [Step("Annotate", Deployment("stock"), ("annotation", "chaos.example/seen"), ("value", "yes")), RollBack(name), Step("ScaleWorkload", Deployment("orders"), ("replicas", "3"))],
            Cure.CordonAndRestart => [Step("CordonNode", Node()), Step("RestartWorkload", Deployment(name))],
            Cure.Drain => [Step("DrainNode", Node(), ("deadlineSeconds", "60")), RollBack(name)],
            Cure.SuspendAndRollBack => [Step("SuspendGitOps", new ObjectRef("argoproj.io/v1alpha1", "Application", Store, "store")), RollBack(name)],
            Cure.DeletePod => [.. PodOf(name).Select(pod => Step("DeletePod", pod))],
            Cure.RemoveService => [Step("RemoveObject", new ObjectRef("v1", "Service", Store, name)), RollBack(name)],
            Cure.TouchTheVault => [Step("RestartWorkload", new ObjectRef("apps/v1", "Deployment", ChaosWorld.Vault, ChaosWorld.Safe)), RollBack(name)],
            _ => [],
        };
    }

    public static PlanStep RollBack(string name) => Step("RollBackRelease", Deployment(name), ("toRevision", "previous"));

    public static PlanStep Step(string action, ObjectRef target, params (string Name, string Value)[] parameters) =>
        new(action, target, parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value), "chaos says so");

    public static ObjectRef Deployment(string name) => new("apps/v1", "Deployment", Store, name);

    public static ObjectRef Node() => new("v1", "Node", "", "node-1");

    private IEnumerable<ObjectRef> PodOf(string name) => store.List("", "pods", Store).Where(pod => pod["metadata"]!["labels"]?["app"]?.GetValue<string>() == name).Take(1)
        .Select(pod => new ObjectRef("v1", "Pod", Store, pod.Name()));
}
