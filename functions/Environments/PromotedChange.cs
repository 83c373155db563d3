using System.Text.Json;
using Autocura.Diagnosis;
using Autocura.Guardrails;
using Autocura.Incidents;
using Autocura.Planning;

namespace Autocura.Environments;

/// <summary>
/// The difference between source and copy as steps upon the source: the actions that were tried, and the images, variables and entries that the copy had otherwise. The
/// number of replicas, quotas and policies are the copy's alone.
/// </summary>
public static class PromotedChange
{
    public static IReadOnlyList<PlanStep> Of(EnvironmentOrder order, EnvironmentSpec spec) =>
    [
        .. spec.Config.Select(change => new PlanStep(
            ActionNames.PatchConfig,
            new ObjectRef("v1", "ConfigMap", spec.Source, change.ConfigMap) { Cluster = order.Cluster },
            new Dictionary<string, string> { [ActionParameters.Key] = change.Key, [ActionParameters.Value] = change.Value },
            $"{order} has passed with it")),
        .. spec.Workloads.SelectMany(workload => workload.Changes.Select(change => new PlanStep(
            ActionNames.PatchConfig,
            new ObjectRef("apps/v1", workload.Kind, spec.Source, workload.Name) { Cluster = order.Cluster },
            ParametersOf(change),
            $"{order} has passed with it"))),
        .. spec.Actions,
    ];

    /// <summary>The workload whose incident carries the change: the first that a step changes, else the first of all.</summary>
    public static WorkloadRef Carrier(EnvironmentOrder order, EnvironmentSpec spec)
    {
        var changed = Of(order, spec).Select(step => spec.Workloads.FirstOrDefault(workload => (workload.Kind, workload.Name) == (step.Target.Kind, step.Target.Name)));
        return order.WorkloadIn(spec.Source, changed.FirstOrDefault(workload => workload is not null) ?? spec.Workloads[0]);
    }

    /// <summary>What is decided on, named by what it does to what; null when there is nothing to promote.</summary>
    public static Ballot? BallotOn(EnvironmentOrder order, EnvironmentSpec spec) => Of(order, spec) is not { Count: > 0 } steps ? null
        : Ballot.On(
            new RemediationPlan
            {
                Id = $"{order.InstanceId}/{order.Generation}",
                Attempt = 1,
                Cause = Cause.Unknown,
                Probability = 0,
                Steps = steps,
                Strategy = $"{order}",
                Risk = 0,
                BlastRadius = BlastRadius.Workload,
                SettleTime = TimeSpan.Zero,
            },
            [],
            [],
            needed: 1);

    /// <summary>What somebody wrote on the object ("who: why") as a decision on that ballot.</summary>
    public static Approval DecisionOf(Ballot ballot, bool isApproved, string word)
    {
        var parts = word.Split(':', 2, StringSplitOptions.TrimEntries);
        return new Approval(ballot.PlanId, isApproved, parts[0], parts.Length > 1 ? parts[1] : null) { PlanHash = ballot.PlanHash, Via = "kubectl" };
    }

    private static Dictionary<string, string> ParametersOf(ContainerChange change)
    {
        var parameters = new Dictionary<string, string> { [ActionParameters.Container] = change.Container };
        if (change.Image.Length > 0)
        {
            parameters[ActionParameters.Image] = change.Image;
        }

        if (change.Variables.Count > 0)
        {
            parameters[ActionParameters.Variables] = JsonSerializer.Serialize(change.Variables.OrderBy(variable => variable.Key, StringComparer.Ordinal).ToDictionary());
        }

        return parameters;
    }
}
