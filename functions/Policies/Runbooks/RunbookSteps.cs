using System.Globalization;
using Autocura.Diagnosis;
using Autocura.Incidents;

namespace Autocura.Policies.Runbooks;

/// <summary>Turns the steps of a runbook into what is to be done in one incident: pure.</summary>
public static class RunbookSteps
{
    private static readonly string[] OwnParameters =
        [StepRules.ConfigMap, StepRules.TargetKind, StepRules.TargetName, StepRules.TargetPod, StepRules.TargetNode, StepRules.Command, ActionParameters.Patch, ActionParameters.Key, ActionParameters.Value];

    /// <summary>What the runbook prescribes for the incident.</summary>
    /// <param name="runbook">The runbook; its steps have been checked.</param>
    /// <param name="origin">Where it stands.</param>
    /// <param name="reason">Why it applies.</param>
    /// <param name="scene">The incident.</param>
    public static Prescription Of(RunbookSpec runbook, ObjectRef origin, string reason, RunbookScene scene) => new()
    {
        Source = PrescriptionSource.Runbook,
        Origin = origin,
        Reason = reason,
        Rungs = [.. runbook.Steps.Select((step, index) => Rung(step, index, origin, scene))],
        Strategy = runbook.Strategy,
        MaxAttempts = runbook.MaxAttempts,
        NeedsApproval = runbook.RequireApproval,
        Rehearse = runbook.Rehearse,
    };

    /// <summary>The entries of a ConfigMap that a step sets.</summary>
    internal static IEnumerable<KeyValuePair<string, string>> Entries(RunbookStep step) => step.Params.TryGetValue(ActionParameters.Key, out var key)
        ? [KeyValuePair.Create(key, step.Params.GetValueOrDefault(ActionParameters.Value, ""))]
        : step.Params.Where(pair => !OwnParameters.Contains(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal);

    private static Rung Rung(RunbookStep step, int index, ObjectRef origin, RunbookScene scene)
    {
        var name = (index + 1).ToString(CultureInfo.InvariantCulture);
        var rule = StepRules.Find(step.Action)!;
        if (Target(step, rule, new JobName(origin, name), scene) is not { } target)
        {
            return new Rung(name, [], $"steps[{index}] ({step.Action}) is about a pod, and {scene.Evidence.Workload} has none");
        }

        var why = step.Description.Length > 0 ? step.Description : step.Name.Length > 0 ? step.Name : step.Action;
        return new Rung(name, [.. Parameters(step, rule, scene).Select(parameters => new Remedy(rule.Action == StepRules.Custom ? ActionNames.RunJob : rule.Action, target, parameters, why))]);
    }

    private static ObjectRef? Target(RunbookStep step, StepRule rule, JobName job, RunbookScene scene)
    {
        var workload = scene.Evidence.Workload;
        var worst = scene.Evidence.Pods.Count > 0 ? scene.Evidence.Pods[0] : null;
        var at = new ObjectRef("", rule.Kind, workload.Namespace, step.Params.GetValueOrDefault(StepRules.TargetName, "")) { Cluster = workload.Cluster };
        return rule.Target switch
        {
            _ when step.Params.TryGetValue(StepRules.ConfigMap, out var map) => at with { Kind = "ConfigMap", Name = map },
            StepTarget.Named or StepTarget.WorkloadOrNamed when step.Params.TryGetValue(StepRules.TargetKind, out var kind) => at with { Kind = kind },
            StepTarget.OfKind => at,
            StepTarget.Pod => (step.Params.GetValueOrDefault(StepRules.TargetPod) ?? worst?.Name) is { Length: > 0 } pod ? at with { Kind = "Pod", Name = pod } : null,
            StepTarget.Node => (step.Params.GetValueOrDefault(StepRules.TargetNode) ?? worst?.Node) is { Length: > 0 } node ? at with { Kind = "Node", Name = node, Namespace = "" } : null,
            StepTarget.Job => at with { Kind = "Job", Name = job.In(scene.Incident) },
            _ => workload.Target(),
        };
    }

    /// <summary>The parameters of each action that the step means: an entry of a ConfigMap is one.</summary>
    private static IEnumerable<IReadOnlyDictionary<string, string>> Parameters(RunbookStep step, StepRule rule, RunbookScene scene)
    {
        if (step.Params.ContainsKey(StepRules.ConfigMap) && !step.Params.ContainsKey(ActionParameters.Patch))
        {
            return Entries(step).Select(entry => new Dictionary<string, string> { [ActionParameters.Key] = entry.Key, [ActionParameters.Value] = entry.Value });
        }

        var own = rule.Parameters.Select(parameter => parameter.Name).Where(name => name is not (StepRules.ConfigMap or StepRules.Command));
        var given = own.Where(step.Params.ContainsKey).ToDictionary(name => name, name => step.Params[name]);
        if (rule.Action == ActionNames.RollBackRelease)
        {
            given.TryAdd(ActionParameters.ToRevision, "previous");
        }

        if (given.TryGetValue(ActionParameters.Replicas, out var replicas) && replicas.StartsWith('+'))
        {
            var more = int.Parse(replicas, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            given[ActionParameters.Replicas] = ((scene.Evidence.State?.Replicas ?? 1) + more).ToString(CultureInfo.InvariantCulture);
        }

        if (rule.Action == StepRules.Custom)
        {
            given[ActionParameters.Image] = scene.Commands.GetValueOrDefault(step.Params[StepRules.Command], "");
        }

        return [given];
    }

    /// <summary>A Job's name: the same whenever the same step of the same incident is planned.</summary>
    private sealed record JobName(ObjectRef Origin, string Rung)
    {
        private const int Longest = 40;

        public string In(string incident) => $"{(Origin.Name.Length <= Longest ? Origin.Name : Origin.Name[..Longest].TrimEnd('-', '.'))}-{incident}-{Rung}";
    }
}

/// <summary>The incident that a runbook is applied to.</summary>
/// <param name="Evidence">What was read.</param>
/// <param name="Commands">Images by the command that they carry out.</param>
/// <param name="Incident">What tells the incident from others, for the names of what is made for it.</param>
public sealed record RunbookScene(Evidence Evidence, IReadOnlyDictionary<string, string> Commands, string Incident);
