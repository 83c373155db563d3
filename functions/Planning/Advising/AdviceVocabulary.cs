using Autocura.Diagnosis;
using Autocura.Policies.Runbooks;

namespace Autocura.Planning.Advising;

/// <summary>The causes that a language model may name and the actions that it may propose.</summary>
public static class AdviceVocabulary
{
    /// <summary>
    /// Actions with few and closed parameters, each of which can be taken back or is only about a pod or node. What writes text of the caller's choice (PatchConfig, Annotate, RunJob), takes objects away
    /// (RemoveObject), empties a node, or steers other tools is not among them: a model writes no manifests.
    /// </summary>
    private static readonly string[] Proposable =
    [
        ActionNames.RestartWorkload, ActionNames.ScaleWorkload, ActionNames.RollBackRelease, ActionNames.AdjustResources, ActionNames.AdjustAutoscaler, ActionNames.RepairService,
        ActionNames.RestoreKnownGood, ActionNames.DeletePod, ActionNames.EvictPod, ActionNames.CordonNode, ActionNames.UncordonNode, ActionNames.PauseChaos, ActionNames.ReleaseVolume,
    ];

    /// <summary>By the name of the action what it takes, in the order of the alphabet.</summary>
    public static IReadOnlyList<StepRule> Actions { get; } = [.. Proposable.Order(StringComparer.Ordinal).Select(name => StepRules.Find(name)!)];

    /// <summary>
    /// Every cause but those that are no fault: that nothing is wrong would keep help away, and is nothing that a text may say; of the unknown and of a direction nothing follows.
    /// </summary>
    public static IReadOnlyList<string> Causes { get; } =
        [.. PriorShare.Causes.Where(cause => cause is not (Cause.NothingWrong or Cause.Unknown or Cause.DependencyDown)).Order(StringComparer.Ordinal)];

    /// <summary>What an action takes, for the model: "RepairService on a Service: port (whole number), targetPort, selector".</summary>
    public static string Told(StepRule rule)
    {
        var target = rule.Target switch
        {
            StepTarget.Workload => "a Deployment, StatefulSet or DaemonSet",
            StepTarget.Pod => "a Pod",
            StepTarget.Node => "a Node",
            StepTarget.OfKind => $"a {rule.Kind}",
            _ => "an object",
        };
        var parameters = rule.Parameters.Select(parameter => $"{parameter.Name} ({Form(parameter.Form)}{(parameter.IsRequired ? ", required" : "")})").ToList();
        return $"{rule.Action} on {target}; parameters: {(parameters.Count > 0 ? string.Join(", ", parameters) : "none")}{(rule.OneOf.Count > 0 ? $"; at least one of {string.Join(", ", rule.OneOf)}" : "")}";
    }

    private static string Form(ParameterForm form) => form switch
    {
        ParameterForm.Whole or ParameterForm.Count or ParameterForm.Replicas => "whole number",
        ParameterForm.Quantity => "quantity such as 512Mi or 500m",
        ParameterForm.Flag => "true or false",
        _ => "text",
    };
}
