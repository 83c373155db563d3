using Autocura.Incidents;

namespace Autocura.Guardrails.Rules;

/// <summary>Keeps an incident's plan inside the namespace of its workload, in its cluster: trouble in one team's namespace is never cured in another's.</summary>
internal sealed class TargetScopeRule : IGuardrail
{
    public string Name => "TargetScope";

    public Verdict Review(PlanUnderReview review)
    {
        var home = review.Incident.Workload;
        var foreign = review.Plan.Steps.FirstOrDefault(step => !IsIn(home, step.Target));
        return foreign is null
            ? new Verdict(VerdictKind.Allowed, Name, $"Every step stays in the namespace {home.Namespace}.")
            : new Verdict(VerdictKind.Denied, Name, $"{foreign.Action} would change {foreign.Target}{Where(foreign.Target)}, outside the incident's namespace {home.Namespace}{Where(home)}.");

        string Where(object place) => foreign.Target.Cluster is "" || foreign.Target.Cluster == home.Cluster
            ? ""
            : $" in cluster {(place is ObjectRef target ? target.Cluster : home.Cluster)}";
    }

    private static bool IsIn(WorkloadRef home, ObjectRef target) =>
        target.Namespace == home.Namespace && (target.Cluster.Length == 0 || target.Cluster == home.Cluster);
}
