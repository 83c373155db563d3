using Autocura.Signals;
using Autocura.Signals.Looks;

namespace Autocura.Cluster.Sweep;

/// <summary>One look in progress: the lists side by side, the nodes in trouble, and what all of that is able to tell.</summary>
internal sealed class SweepLook(bool isFull, DateTimeOffset now)
{
    private readonly List<KindWalk> walks = [];

    public bool IsFull => isFull;

    public DateTimeOffset Now => now;

    public IReadOnlyList<KindWalk> Walks => walks;

    public SceneParts Parts { get; private set; }

    public IReadOnlyDictionary<string, NodeLook> Nodes { get; private set; } = new Dictionary<string, NodeLook>();

    /// <summary>The namespace that comes next in any list; null at the end of all.</summary>
    public string? Next => walks.Select(walk => walk.Namespace).OfType<string>().Min(NamespaceOrder.Instance);

    /// <summary>For each list that is not at its end, the page it is at.</summary>
    public IReadOnlyDictionary<string, string> Pages => walks.Where(walk => walk.Namespace is not null).ToDictionary(walk => walk.Kind.Plural, walk => walk.Page);

    public static async Task<SweepLook> BeginAsync(ICluster cluster, SweepPosition position, DateTimeOffset now, (SweepCounter Counter, SweepGaps Gaps) notes, CancellationToken cancellationToken)
    {
        var look = new SweepLook(position.IsFull, now);
        var lists = position.IsFull ? SweepLists.Full : SweepLists.Quick;
        look.Parts = lists.Aggregate(SceneParts.Nodes, (parts, list) => parts | list.Part);
        var nodes = new SweepList(Kinds.Node, SceneParts.Nodes);
        if (!await notes.Gaps.TryAsync(nodes, async () => look.Nodes = await NodesAsync(cluster, nodes, notes.Counter, cancellationToken)))
        {
            look.Parts &= ~SceneParts.Nodes;
        }

        foreach (var list in lists)
        {
            var walk = new KindWalk(cluster, list.Kind, list.Query(), notes.Counter);
            if (!await notes.Gaps.TryAsync(list, () => look.AddAsync(walk, position, cancellationToken)))
            {
                look.Parts &= ~list.Part;
            }
        }

        return look;
    }

    private async Task AddAsync(KindWalk walk, SweepPosition position, CancellationToken cancellationToken)
    {
        var isAnew = position.After.Length == 0;
        if (isAnew || position.Pages.ContainsKey(walk.Kind.Plural))
        {
            await walk.BeginAsync(position.Pages.GetValueOrDefault(walk.Kind.Plural, ""), position.After, cancellationToken);
            walks.Add(walk);
        }
    }

    private static async Task<IReadOnlyDictionary<string, NodeLook>> NodesAsync(ICluster cluster, SweepList list, SweepCounter counter, CancellationToken cancellationToken)
    {
        var walk = new KindWalk(cluster, list.Kind, list.Query(), counter);
        await walk.BeginAsync("", "", cancellationToken);
        var troubled = new Dictionary<string, NodeLook>();
        await foreach (var node in walk.TakeAsync("", cancellationToken))
        {
            if (SurroundingLooks.Node(node) is { } look) troubled[look.Name] = look;
        }

        return troubled;
    }
}
