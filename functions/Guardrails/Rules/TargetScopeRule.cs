using Autocura.Diagnosis;
using Autocura.Incidents;
using Autocura.Planning;

namespace Autocura.Guardrails.Rules;

/// <summary>
/// Keeps an incident's plan to the namespace of its workload, in its cluster, and to what the evidence shows beyond it (<see cref="PlanScope"/>): a node, a volume, an
/// experiment in another namespace, the workload where the trouble begins. What was not seen is not touched.
/// </summary>
internal sealed class TargetScopeRule : IGuardrail
{
    public string Name => "TargetScope";

    public Verdict Review(PlanUnderReview review)
    {
        var home = review.Incident.Workload;
        if (review.Plan.Steps.FirstOrDefault(step => step.Target.Cluster.Length > 0 && step.Target.Cluster != home.Cluster) is { } astray)
        {
            return new Verdict(VerdictKind.Denied, Name, $"{astray.Action} would change {astray.Target} in cluster {astray.Target.Cluster}, and the incident is in cluster {home.Cluster}.");
        }

        var outside = review.Plan.Steps.Where(step => !IsHome(home, step.Target)).ToList();
        if (outside.Find(step => !review.Scope.Shows(step.Target) && !IsOwner(review, step)) is { } foreign)
        {
            return new Verdict(VerdictKind.Denied, Name, $"{foreign.Action} would change {foreign.Target}, outside the incident's namespace {home.Namespace}, and no evidence shows it.");
        }

        return new Verdict(VerdictKind.Allowed, Name, outside.Count == 0
            ? $"Every step stays in the namespace {home.Namespace}."
            : $"The evidence shows {string.Join(", ", outside.Select(step => step.Target.ToString()).Distinct())}.");
    }

    /// <summary>The tool that writes what the plan changes is asked or suspended wherever it has its own objects.</summary>
    private static bool IsOwner(PlanUnderReview review, PlanStep step) => step.Action is ActionNames.SuspendGitOps or ActionNames.SyncGitOps && review.Facts.Targets.Value is { } targets && targets.Any(target =>
        target.Owner is { } owner && (owner.Ref.Kind, owner.Ref.Name) == (step.Target.Kind, step.Target.Name) && (owner.Ref.Namespace.Length == 0 || owner.Ref.Namespace == step.Target.Namespace));

    private static bool IsHome(WorkloadRef home, ObjectRef target) =>
        target.Namespace == home.Namespace || target is { Kind: "Namespace", Namespace: "" } && target.Name == home.Namespace;
}
