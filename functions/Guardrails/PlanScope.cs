using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;

namespace Autocura.Guardrails;

/// <summary>
/// What the evidence of an incident shows beyond the namespace of its workload, and so what a plan may touch there: those very objects, and the namespaces of the
/// workloads at which the cause was found. Everything else outside is a stranger's.
/// </summary>
public sealed record PlanScope
{
    /// <summary>Scopes stand in histories: the closest come first, and this many are kept.</summary>
    public const int MostObjects = 60;

    public static readonly PlanScope None = new();

    /// <summary>Objects outside of the workload's namespace that were seen to have to do with the trouble, each as "Kind namespace/name".</summary>
    public IReadOnlyList<string> Objects { get; init; } = [];

    /// <summary>Namespaces of workloads that the search for the cause led to.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    public static PlanScope Of(Evidence evidence, RankedHypotheses diagnosis)
    {
        var home = evidence.Workload.Namespace;
        var seen = Blamed(diagnosis).Concat(Around(evidence)).Where(target => target.Namespace != home && IsIn(evidence.Workload.Cluster, target));
        return new PlanScope
        {
            Objects = [.. seen.Select(target => target.ToString()).Distinct().Take(MostObjects)],
            Namespaces = [.. diagnosis.Hypotheses.Select(hypothesis => hypothesis.FoundAt?.Namespace).OfType<string>().Where(ns => ns != home).Distinct()],
        };
    }

    /// <summary>Whether the evidence shows that object, or what was found leads to its namespace.</summary>
    public bool Shows(ObjectRef target) => Objects.Contains(target.ToString()) || (target.Namespace.Length > 0 && Namespaces.Contains(target.Namespace));

    private static bool IsIn(string cluster, ObjectRef target) => target.Cluster.Length == 0 || target.Cluster == cluster;

    /// <summary>What a rule holds for the fault, and what its clues were seen on. A cause for which nothing speaks shows nothing.</summary>
    private static IEnumerable<ObjectRef> Blamed(RankedHypotheses diagnosis) => diagnosis.Hypotheses
        .Where(hypothesis => hypothesis.Clues.Count > 0)
        .SelectMany(hypothesis => hypothesis.Clues.Select(clue => clue.SeenOn).Prepend(hypothesis.Culprit))
        .OfType<ObjectRef>();

    private static IEnumerable<ObjectRef> Around(Evidence evidence)
    {
        var nodes = evidence.Pods.Select(pod => pod.Node);
        return evidence.Surroundings is not { } around ? Named("v1", "Node", nodes) : Named("v1", "Node", nodes.Concat(around.Nodes.Select(node => node.Name)))
            .Concat(around.Experiments.SelectMany(experiment => new[] { experiment.Ref, experiment.Schedule }).OfType<ObjectRef>())
            .Concat(around.Changes.Where(change => change.Relation != ObjectRelation.SameNamespace).Select(change => change.Target))
            .Concat(Named("v1", "PersistentVolume", around.Claims.SelectMany(claim => claim.ReleasedVolumes.Append(claim.Volume))))
            .Concat(around.Policies.Select(policy => policy.Ref))
            .Concat(around.Webhooks.Where(webhook => webhook.IsBlamed).Select(webhook => webhook.Ref))
            .Concat(Named("scheduling.k8s.io/v1", "PriorityClass", around.Preemptions.Select(preemption => preemption.PriorityClass)))
            .Concat(around.Owner is { } owner ? [owner.Ref] : []);
    }

    private static IEnumerable<ObjectRef> Named(string apiVersion, string kind, IEnumerable<string> names) =>
        names.Where(name => name.Length > 0).Select(name => new ObjectRef(apiVersion, kind, "", name));
}
