using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;

namespace Autocura.Diagnosis.Advising;

/// <summary>The objects that evidence names, the closest first: what a model may speak of, and nothing beyond.</summary>
public static class EvidenceObjects
{
    public const int Most = 80;

    /// <param name="evidence">What was read.</param>
    /// <param name="diagnosis">What the rules alone make of it.</param>
    public static IReadOnlyList<ObjectRef> Of(Evidence evidence, RankedHypotheses diagnosis)
    {
        var cluster = evidence.Workload.Cluster;
        return
        [
            .. Own(evidence).Concat(Blamed(diagnosis)).Concat(evidence.Surroundings is { } around ? Around(around, evidence.Workload.Namespace) : [])
                .Where(found => found.Name.Length > 0 && (found.Cluster.Length == 0 || found.Cluster == cluster))
                .Select(found => found with { Cluster = cluster })
                .DistinctBy(found => $"{found}")
                .Take(Most),
        ];
    }

    private static IEnumerable<ObjectRef> Own(Evidence evidence)
    {
        var home = evidence.Workload.Namespace;
        return evidence.Pods.Select(pod => new ObjectRef("v1", "Pod", home, pod.Name))
            .Concat(evidence.Services.Select(service => new ObjectRef("v1", "Service", home, service.Name)))
            .Concat(evidence.Pods.Select(pod => new ObjectRef("v1", "Node", "", pod.Node)))
            .Prepend(evidence.Workload.Target());
    }

    private static IEnumerable<ObjectRef> Blamed(RankedHypotheses diagnosis) => diagnosis.Hypotheses
        .SelectMany(hypothesis => hypothesis.Clues.Select(clue => clue.SeenOn).Prepend(hypothesis.Culprit))
        .OfType<ObjectRef>();

    private static IEnumerable<ObjectRef> Around(SurroundingsView around, string home) => around.Changes.Select(change => change.Target)
        .Concat(around.Configurations.Select(configuration => new ObjectRef("v1", configuration.Kind, home, configuration.Name)))
        .Concat(around.Claims.Select(claim => new ObjectRef("v1", "PersistentVolumeClaim", home, claim.Name)))
        .Concat(around.Claims.SelectMany(claim => claim.ReleasedVolumes.Append(claim.Volume)).Select(volume => new ObjectRef("v1", "PersistentVolume", "", volume)))
        .Concat(around.Quotas.Select(quota => new ObjectRef("v1", "ResourceQuota", home, quota.Name)))
        .Concat(around.Nodes.Select(node => new ObjectRef("v1", "Node", "", node.Name)))
        .Concat(around.Policies.Select(policy => policy.Ref))
        .Concat(around.Experiments.SelectMany(experiment => new[] { experiment.Ref, experiment.Schedule }).OfType<ObjectRef>())
        .Concat(around.Autoscaler is { } autoscaler ? [autoscaler.Ref] : [])
        .Concat(around.StrayServices.Where(service => service.Exists).Select(service => new ObjectRef("v1", "Service", home, service.Name)));
}
