using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;

namespace Autocura.Diagnosis.Rules.Placement;

/// <summary>A ResourceQuota that lets no further pod into the namespace: the API server refuses, and the controller says so in an event.</summary>
internal sealed class QuotaRule : IDiagnosisRule
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
        var quota = quotas.FirstOrDefault(one => refused.Message.Contains($"quota: {one.Name},", StringComparison.Ordinal) || refused.Message.Contains($"quota: {one.Name}:", StringComparison.Ordinal))
            ?? quotas.FirstOrDefault(one => one.Used >= one.Hard * Full);
        var target = quota is null ? null : new ObjectRef("v1", "ResourceQuota", evidence.Workload.Namespace, quota.Name) { Cluster = evidence.Workload.Cluster };
        var change = evidence.ChangedObjects().FirstOrDefault(one => one.Target.Kind == "ResourceQuota" && (quota is null || one.Target.Name == quota.Name));
        var lacks = state.Replicas - state.ReadyReplicas;
        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Culprit = target ?? change?.Target ?? evidence.Workload.Target(),
                Headline = $"The quota{(quota is null ? "" : $" {quota.Name}")} of {evidence.Workload.Namespace} lets no further pod of {evidence.Workload.Name} in.",
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
}
