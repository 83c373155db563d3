using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Selectors;

namespace Autocura.Embedded.Cluster.Controllers.Scheduling;

/// <summary>
/// Who is where: the nodes with the pods on them, kept up to date change by change, so that placing a pod never reads all pods. Changes may come twice (a
/// pod that was just bound, and its announcement); the second says nothing new.
/// </summary>
internal sealed class Placements
{
    private readonly SortedDictionary<string, NodeState> nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<ObjectKey, PlacedPod> pods = [];
    private readonly Dictionary<(string? Namespace, string Key, string Value), HashSet<PlacedPod>> byLabel = [];
    private readonly HashSet<PlacedPod> exclusive = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<ObjectKey, PlacedPod> nominated = [];

    /// <summary>Counts up with every change that can matter to a pod which waits.</summary>
    public long Version { get; private set; }

    public IReadOnlyCollection<NodeState> Nodes => nodes.Values;

    /// <summary>The pods that do not stand beside some others.</summary>
    public IReadOnlyCollection<PlacedPod> Exclusive => exclusive;

    public NodeState? Node(string name) => nodes.GetValueOrDefault(name);

    /// <summary>Takes in a node or a pod. Says which pods that wait may now find a place that they did not find before.</summary>
    public Opening Take(ObjectChange change) => change.Key switch
    {
        { Group: "", Plural: "nodes" } => TakeNode(change) ? Opening.ForAll : Opening.None,
        { Group: "", Plural: "pods" } => TakePod(change),
        _ => Opening.None,
    };

    /// <summary>What pods hold of a node which are to come there and are at least as important as this one.</summary>
    public Demand Nominated(string node, ObjectKey pod, int priority) => nominated.Values
        .Where(other => other.Node == node && other.Key != pod && other.Priority >= priority)
        .Aggregate(Demand.None, (sum, next) => sum + next.Demand);

    /// <summary>The pods that are to come to a node and are less important than this priority.</summary>
    public IReadOnlyList<PlacedPod> NominatedBelow(string node, int priority) => [.. nominated.Values.Where(other => other.Node == node && other.Priority < priority)];

    /// <summary>Takes in a pod that has just been bound, or has just been told to go.</summary>
    public void Place(JsonObject pod)
    {
        var key = ObjectKey.Core("pods", pod.Namespace(), pod.Name());
        Remove(key);
        Nominate(key, pod);
        if (PlacedPod.From(pod) is { } placed)
        {
            Add(placed);
        }

        Version++;
    }

    /// <summary>The pods that a term or a constraint speaks of. A term with one plain label costs no more than the pods that have it.</summary>
    public IEnumerable<PlacedPod> Matching(PodTerm term, INamespaceLabels namespaces)
    {
        var candidates = term.NamespaceLabels == LabelSelector.Nothing && term.Pods.OnePair is { } pair
            ? term.Namespaces.SelectMany(ns => byLabel.GetValueOrDefault((ns, pair.Key, pair.Value)) ?? [])
            : pods.Values;
        return candidates.Where(pod => term.Matches(pod.Key.Namespace, pod.Labels, namespaces));
    }

    private bool TakeNode(ObjectChange change)
    {
        var isSame = change is { Kind: ChangeKind.Modified, Previous: { } before } && nodes.ContainsKey(change.Key.Name) && !NodeState.Matters(before, change.Current);
        if (isSame)
        {
            return false;
        }

        Version++;
        if (change.Kind == ChangeKind.Deleted)
        {
            nodes.Remove(change.Key.Name);
        }
        else if (nodes.TryGetValue(change.Key.Name, out var known))
        {
            known.Read(change.Current);
        }
        else
        {
            AddNode(new NodeState(change.Current));
        }

        return true;
    }

    private void AddNode(NodeState node)
    {
        nodes[node.Name] = node;
        foreach (var pod in pods.Values.Where(pod => pod.Node == node.Name))
        {
            node.Add(pod);
        }
    }

    private Opening TakePod(ObjectChange change)
    {
        Nominate(change.Key, change.Kind == ChangeKind.Deleted ? null : change.Current);
        var before = pods.GetValueOrDefault(change.Key);
        if (before is not null && change.Kind == ChangeKind.Modified && IsSame(before, change))
        {
            return Opening.None;
        }

        var after = change.Kind == ChangeKind.Deleted ? null : PlacedPod.From(change.Current);
        if (before is null && after is null)
        {
            return Opening.None;
        }

        Remove(change.Key);
        if (after is not null)
        {
            Add(after);
        }

        Version++;
        return before is null || (after?.IsDeleting == true && !before.IsDeleting) ? Opening.ForThoseWhoLookAtPods : Opening.ForAll;
    }

    /// <summary>Most changes of a pod are of its status, and tell the scheduler nothing. That it is bound, the scheduler knows already.</summary>
    private static bool IsSame(PlacedPod before, ObjectChange change) =>
        change.Previous is { } previous
        && change.Current.Text("status", "phase") is not ("Succeeded" or "Failed")
        && before.Uid == change.Current.Uid()
        && before.IsDeleting == change.Current.IsDeleting()
        && before.Node == change.Current.Text("spec", "nodeName")
        && (previous.Text("spec", "nodeName") is null || JsonNode.DeepEquals(previous["spec"], change.Current["spec"]))
        && JsonNode.DeepEquals(previous.At("metadata", "labels"), change.Current.At("metadata", "labels"));

    private void Nominate(ObjectKey key, JsonObject? pod)
    {
        nominated.Remove(key);
        if (pod?.Text("status", "nominatedNodeName") is { Length: > 0 } node && pod.Text("spec", "nodeName") is null && !pod.IsDeleting())
        {
            nominated[key] = PlacedPod.On(node, pod);
        }
    }

    private void Add(PlacedPod pod)
    {
        pods[pod.Key] = pod;
        nodes.GetValueOrDefault(pod.Node)?.Add(pod);
        foreach (var (key, value) in pod.Labels)
        {
            var id = (pod.Key.Namespace, key, value);
            if (!byLabel.TryGetValue(id, out var same))
            {
                byLabel[id] = same = new HashSet<PlacedPod>(ReferenceEqualityComparer.Instance);
            }

            same.Add(pod);
        }

        if (pod.AntiAffinity.Count > 0)
        {
            exclusive.Add(pod);
        }
    }

    private void Remove(ObjectKey key)
    {
        if (!pods.Remove(key, out var pod))
        {
            return;
        }

        nodes.GetValueOrDefault(pod.Node)?.Remove(pod);
        exclusive.Remove(pod);
        foreach (var (name, value) in pod.Labels)
        {
            var id = (pod.Key.Namespace, name, value);
            if (byLabel[id] is var same && same.Remove(pod) && same.Count == 0)
            {
                byLabel.Remove(id);
            }
        }
    }
}

/// <summary>For whom a change may have opened a place.</summary>
internal enum Opening
{
    /// <summary>For nobody.</summary>
    None,

    /// <summary>For pods that go by where other pods are.</summary>
    ForThoseWhoLookAtPods,

    /// <summary>For every pod that waits.</summary>
    ForAll,
}
