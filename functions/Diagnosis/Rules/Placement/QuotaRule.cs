using System.Text.RegularExpressions;
using Autocura.Incidents;

namespace Autocura.Diagnosis.Rules.Placement;

/// <summary>A ResourceQuota that lets no further pod into the namespace: the API server refuses, and the controller says so in an event.</summary>
internal sealed partial class QuotaRule : IDiagnosisRule
{
    private const double Full = 0.9;

    public string Cause => Diagnosis.Cause.QuotaExceeded;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        var refused = evidence.Warning("exceeded quota", "failed quota");
        if (refused is null || evidence.State is not { } state)
        {
            return [];
        }

        var quotas = evidence.Surroundings?.Quotas ?? [];
        var named = QuotaName().Match(refused.Message) is { Success: true } match ? match.Groups["name"].Value : null;
        var quota = quotas.FirstOrDefault(one => one.Name == named) ?? (named is null ? quotas.FirstOrDefault(one => one.Used >= one.Hard * Full) : null);
        var name = named ?? quota?.Name;
        var target = name is null ? null : new ObjectRef("v1", "ResourceQuota", evidence.Workload.Namespace, name) { Cluster = evidence.Workload.Cluster };
        var change = evidence.ChangedObjects().FirstOrDefault(one => one.Target.Kind == "ResourceQuota" && (name is null || one.Target.Name == name));
        var lacks = state.Replicas - state.ReadyReplicas;
        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = target ?? change?.Target ?? evidence.Workload.Target(),
                Headline = $"The quota{(name is null ? "" : $" {name}")} of {evidence.Workload.Namespace} lets no further pod of {evidence.Workload.Name} in.",
                Clues =
                [
                    new Clue($"{refused.About}: {refused.Message}", lacks > 0 ? Likelihood.Decisive : Likelihood.Slight) { SeenOn = target, At = refused.LastAt },
                    lacks > 0
                        ? new Clue($"{lacks} of {state.Replicas} replicas are missing", Likelihood.Substantial)
                        : new Clue("all replicas are there", -Likelihood.Strong),
                    .. quota is not null ? [new Clue($"quota {quota.Name}: {quota.Resource} {quota.Used:0.##} of {quota.Hard:0.##} used", Likelihood.Slight) { SeenOn = target, Field = $"status.used.{quota.Resource}" }] : Array.Empty<Clue>(),
                    .. change?.Clues(evidence) ?? [],
                ],
                Remedies = change?.Remedies() ?? [],
                WouldChange = ["a workload in the namespace that takes more than it needs"],
            },
        ];
    }

    // The API server's own words: "exceeded quota: memory, requested: ...".
    [GeneratedRegex(@"(exceeded|failed) quota: (?<name>[a-z0-9]([a-z0-9.-]*[a-z0-9])?)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex QuotaName();
}
