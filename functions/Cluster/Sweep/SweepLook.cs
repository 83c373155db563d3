using Autocura.Signals;
using Autocura.Signals.Looks;

namespace Autocura.Cluster.Sweep;

/// <summary>One look in progress: the lists side by side, the nodes in trouble, and what all of that is able to tell.</summary>
internal sealed class SweepLook(bool isFull, DateTimeOffset now)
{
    private readonly List<(KindWalk Walk, SceneParts Part)> walks = [];
    private SceneParts common;

    public bool IsFull => isFull;

    public DateTimeOffset Now => now;

    public IEnumerable<KindWalk> Walks => walks.Select(one => one.Walk);

    public IReadOnlyDictionary<string, NodeLook> Nodes { get; private set; } = new Dictionary<string, NodeLook>();

    /// <summary>The namespace that comes next in any list; null at the end of all.</summary>
    public string? Next => Walks.Select(walk => walk.Namespace).OfType<string>().Min(NamespaceOrder.Instance);

    /// <summary>For each list that is not at its end, the page it is at.</summary>
    public IReadOnlyDictionary<string, string> Pages => Walks.Where(walk => walk.Namespace is not null).ToDictionary(walk => walk.Id, walk => walk.Page);

    public static async Task<SweepLook> BeginAsync(ICluster cluster, SweepPosition position, DateTimeOffset now, SweepNotes notes, CancellationToken cancellationToken)
    {
        var look = new SweepLook(position.IsFull, now);
        var lists = position.IsFull ? SweepLists.Full : SweepLists.Quick;
        look.common = lists.Aggregate(SceneParts.Nodes, (parts, list) => parts | list.Part);
        var nodes = new SweepList(Kinds.Node, SceneParts.Nodes);
        if (!await notes.Gaps.TryAsync(nodes, "", async () => look.Nodes = await NodesAsync(cluster, nodes, notes, cancellationToken)))
        {
            look.common &= ~SceneParts.Nodes;
        }

        foreach (var list in lists.Where(list => position.IsAnew || position.Pages.ContainsKey(list.Id)))
        {
            var walk = new KindWalk(cluster, list, notes);
            await walk.BeginAsync(PlaceOf(list, position), cancellationToken);
            look.walks.Add((walk, list.Part));
        }

        return look;
    }

    /// <summary>What it can tell of a namespace: what was not to be seen there is missing.</summary>
    public SceneParts PartsOf(string ns) => walks.Where(one => !one.Walk.Sees(ns)).Aggregate(common, (parts, one) => parts & ~one.Part);

    private static WalkPlace PlaceOf(SweepList list, SweepPosition position)
    {
        var place = new WalkPlace(position.Pages.GetValueOrDefault(list.Id, ""), position.After);
        return position.Within is { } within && list.Kind == Kinds.Pod ? place with { Namespace = within.Namespace, Name = within.Name } : place;
    }

    private static async Task<IReadOnlyDictionary<string, NodeLook>> NodesAsync(ICluster cluster, SweepList list, SweepNotes notes, CancellationToken cancellationToken)
    {
        var troubled = new Dictionary<string, NodeLook>();
        await foreach (var node in list.AllAsync(cluster, "", notes, cancellationToken))
        {
            if (SurroundingLooks.Node(node) is { } look) troubled[look.Name] = look;
        }

        return troubled;
    }
}
