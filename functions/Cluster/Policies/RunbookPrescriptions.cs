using Autocura.Diagnosis;
using Autocura.Incidents;
using Autocura.Policies;
using Autocura.Policies.Runbooks;

namespace Autocura.Cluster.Policies;

/// <summary>
/// What runbooks prescribe for an incident: those of the workload's namespace, and those of this system's own, which are for every namespace. The one that says more about when it
/// applies goes first; of two that say as much, the namespace's own.
/// </summary>
public sealed class RunbookPrescriptions(IClusters clusters, JobOptions jobs, AutocuraOptions system) : IPrescriptionSource
{
    public async Task<IReadOnlyList<Prescription>> ReadAsync(Incident incident, Evidence evidence, CancellationToken cancellationToken)
    {
        var cluster = clusters.Named(incident.Workload.Cluster);
        var lists = await Task.WhenAll(Shelves(cluster, incident.Workload.Namespace).Select(ns =>
            Declared<RunbookSpec>.ReadAsync(cluster, Kinds.Runbook, new ListQuery(ns), cancellationToken)));
        var commands = jobs.AllowedCommands();
        var scene = new RunbookScene(evidence, commands, incident.ShortName());
        return
        [
            .. from runbook in lists.SelectMany(list => list)
               where runbook.Spec is { Suspend: false } spec && !StepCheck.Problems(spec, commands).Any()
               let reason = RunbookMatch.Of(runbook.Spec!.Trigger, incident, evidence)
               where reason is not null
               orderby RunbookMatch.Specificity(runbook.Spec!.Trigger) descending, runbook.Ref.Namespace == incident.Workload.Namespace descending, runbook.Ref.Name
               select Known(RunbookSteps.Of(runbook.Spec!, runbook.Ref, reason, scene)),
        ];
    }

    /// <summary>Where not all namespaces may be listed, this system's own is among those that are named, or has no runbooks.</summary>
    private IEnumerable<string> Shelves(ICluster cluster, string home) =>
        new[] { home, system.Namespace }.Distinct().Where(ns => ns == home || cluster.Namespaces.Count == 0 || cluster.Namespaces.Contains(ns));

    /// <summary>With the API version of every target, which a runbook need not know; a kind that this system does not work with is refused.</summary>
    private static Prescription Known(Prescription prescription) => prescription with { Rungs = [.. prescription.Rungs.Select(Known)] };

    private static Rung Known(Rung rung) => rung.Steps.FirstOrDefault(step => step.Target.ApiVersion.Length == 0 && Kinds.Find(step.Target.Kind) is null) is { } unknown
        ? new Rung(rung.Name, [], $"{unknown.Target.Kind} is not a kind this system works with")
        : rung with { Steps = [.. rung.Steps.Select(step => step.Target.ApiVersion.Length > 0 ? step : step with { Target = step.Target with { ApiVersion = Kinds.Named(step.Target.Kind).ApiVersion } })] };
}
