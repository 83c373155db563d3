using System.Collections.Frozen;
using Autocura.Diagnosis;
using static Autocura.Diagnosis.ActionParameters;
using static Autocura.Policies.Runbooks.ParameterForm;

namespace Autocura.Policies.Runbooks;

/// <summary>Which actions a runbook may name, and with which parameters: what is not here is refused before any incident needs it.</summary>
public static class StepRules
{
    /// <summary>The command of a Custom step: one that an administrator has allowed.</summary>
    public const string Command = "command";

    /// <summary>The ConfigMap of a PatchConfig step.</summary>
    public const string ConfigMap = "configmap";

    public const string Custom = "Custom";

    public const string TargetKind = "kind";
    public const string TargetName = "name";
    public const string TargetPod = "pod";
    public const string TargetNode = "node";

    /// <summary>Names that mean an action of this system.</summary>
    public static readonly FrozenDictionary<string, string> Aliases = new Dictionary<string, string>
    {
        ["ScaleDeployment"] = ActionNames.ScaleWorkload,
        ["RestartDeployment"] = ActionNames.RestartWorkload,
        ["RollbackDeployment"] = ActionNames.RollBackRelease,
    }.ToFrozenDictionary();

    private static readonly StepRule[] All =
    [
        new(ActionNames.ScaleWorkload, StepTarget.Workload, new ParameterRule(ActionParameters.Replicas, ParameterForm.Replicas, IsRequired: true)),
        new(ActionNames.RestartWorkload, StepTarget.Workload, new ParameterRule(GracePeriodSeconds, Whole)),
        new(ActionNames.RollBackRelease, StepTarget.Workload, new ParameterRule(ToRevision, Text)),
        new(ActionNames.AdjustResources, StepTarget.Workload, new ParameterRule(Container, Text), new ParameterRule(MemoryLimit, ParameterForm.Quantity), new ParameterRule(MemoryRequest, ParameterForm.Quantity), new ParameterRule(CpuLimit, ParameterForm.Quantity), new ParameterRule(CpuRequest, ParameterForm.Quantity))
            { OneOf = [MemoryLimit, MemoryRequest, CpuLimit, CpuRequest] },
        new(ActionNames.PatchConfig, StepTarget.WorkloadOrNamed, new ParameterRule(ConfigMap, Text), new ParameterRule(Patch, JsonObject), new ParameterRule(Key, Text), new ParameterRule(Value, Text)) { TakesEntries = true },
        new(ActionNames.AdjustAutoscaler, StepTarget.OfKind, new ParameterRule(MinReplicas, Count), new ParameterRule(MaxReplicas, Count)) { Kind = "HorizontalPodAutoscaler", OneOf = [MinReplicas, MaxReplicas] },
        new(ActionNames.RepairService, StepTarget.OfKind, new ParameterRule(Port, Count), new ParameterRule(TargetPort, Text), new ParameterRule(Selector, Text)) { Kind = "Service", OneOf = [TargetPort, Selector] },
        new(ActionNames.RestoreKnownGood, StepTarget.WorkloadOrNamed, new ParameterRule(KnownGoodHash, Text), new ParameterRule(Fields, Text)),
        new(ActionNames.RemoveObject, StepTarget.Named),
        new(ActionNames.DeletePod, StepTarget.Pod),
        new(ActionNames.EvictPod, StepTarget.Pod),
        new(ActionNames.CordonNode, StepTarget.Node),
        new(ActionNames.UncordonNode, StepTarget.Node),
        new(ActionNames.DrainNode, StepTarget.Node, new ParameterRule(DeadlineSeconds, Count), new ParameterRule(DeleteBroken, Flag)),
        new(ActionNames.PauseChaos, StepTarget.Named),
        new(ActionNames.ReleaseVolume, StepTarget.OfKind) { Kind = "PersistentVolume" },
        new(ActionNames.SuspendGitOps, StepTarget.Named),
        new(ActionNames.SyncGitOps, StepTarget.Named, new ParameterRule(Revision, Text)),
        new(ActionNames.Annotate, StepTarget.WorkloadOrNamed, new ParameterRule(Annotation, Text, IsRequired: true), new ParameterRule(Value, Text)),
        new(ActionNames.RunJob, StepTarget.Job, new ParameterRule(Image, Text, IsRequired: true), new ParameterRule(Args, JsonTexts), new ParameterRule(DeadlineSeconds, Count)),
        new(Custom, StepTarget.Job, new ParameterRule(Command, Text, IsRequired: true), new ParameterRule(Args, JsonTexts), new ParameterRule(DeadlineSeconds, Count)),
    ];

    private static readonly FrozenDictionary<string, StepRule> ByAction = All.ToFrozenDictionary(rule => rule.Action);

    /// <summary>Every action that a step may name, in the order of the alphabet; aliases apart.</summary>
    public static IReadOnlyList<string> Actions { get; } = [.. ByAction.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The rule of an action or alias; null when there is no such action.</summary>
    public static StepRule? Find(string action) => ByAction.GetValueOrDefault(Aliases.GetValueOrDefault(action, action));
}
