using Autocura.Signals;

namespace Autocura.Cluster.Sweep;

/// <summary>One run of a sweep, from where the one before it stopped to the end, or to the end of its time.</summary>
internal sealed class SweepRun(ICluster cluster, SweepMemory memory, IReadOnlyList<ISweepDetector> detectors, SweepOptions options, TimeProvider time)
{
    private readonly DateTimeOffset now = time.GetUtcNow();
    private readonly long startedAt = time.GetTimestamp();
    private readonly SweepCounter counter = new();
    private readonly SweepGaps gaps = new();
    private readonly List<Finding> findings = [];
    private readonly Dictionary<string, SceneParts> seen = [];
    private readonly SceneMemory remembered = new(memory, options);

    private bool IsOutOfTime => seen.Count > 0 && time.GetElapsedTime(startedAt) >= options.Budget;

    public async Task<SweepReport> ToEndAsync(CancellationToken cancellationToken)
    {
        var isFull = memory.FullAt is not { } full || now - full >= options.FullEvery;
        var position = memory.Position ?? new SweepPosition(isFull, now, "", new Dictionary<string, string>(), []);
        var look = await SweepLook.BeginAsync(cluster, position, now, (counter, gaps), cancellationToken);
        var reader = new SceneReader(cluster, options, counter, gaps);
        var watched = memory.Watched().ToHashSet();
        var last = position.After;
        while (look.Next is { } ns && !IsOutOfTime)
        {
            await LookAtAsync(ns, look, reader, watched.Contains(ns), cancellationToken);
            last = ns;
        }

        var rest = look.Next is null ? null : position with { After = last, Pages = look.Pages, Nodes = [.. position.Nodes.Union(NodesOfFindings())] };
        if (rest is null)
        {
            await LookAtEmptiedAsync(watched.Where(ns => NamespaceOrder.Instance.Compare(ns, position.After) > 0), look, reader, cancellationToken);
            findings.AddRange(NodesWithoutVictims(look, position));
        }

        return Report(look, rest, position);
    }

    private async Task LookAtAsync(string ns, SweepLook look, SceneReader reader, bool isWatched, CancellationToken cancellationToken)
    {
        var scene = remembered.AddTo(await reader.ReadAsync(ns, look, isWatched, cancellationToken));
        seen[ns] = scene.Seen;
        findings.AddRange(detectors.Where(detector => scene.Has(detector.Needs)).SelectMany(detector => gaps.Detect(detector, scene)));
    }

    /// <summary>Where something stood and no list has anything left: it is gone, and only a look says so.</summary>
    private async Task LookAtEmptiedAsync(IEnumerable<string> watched, SweepLook look, SceneReader reader, CancellationToken cancellationToken)
    {
        foreach (var ns in watched.Where(ns => !seen.ContainsKey(ns)))
        {
            await LookAtAsync(ns, look, reader, isWatched: true, cancellationToken);
        }
    }

    private IEnumerable<string> NodesOfFindings() => findings.Where(finding => finding.Observation == Observation.NodeInTrouble).Select(finding => finding.About);

    /// <summary>A node whose trouble harms no workload is kept for a person to see, and for nobody to act on.</summary>
    private List<Finding> NodesWithoutVictims(SweepLook look, SweepPosition position)
    {
        var blamed = NodesOfFindings().Concat(position.Nodes).ToHashSet();
        return
        [
            .. from node in look.Nodes.Values
               where !blamed.Contains(node.Name)
               select new Finding(Observation.NodeInTrouble, new Subject(Kinds.Node.Kind, "", node.Name)) { Since = node.Since, Grace = options.Grace, Detail = $"node {node.Name} {node.Trouble}" },
        ];
    }

    private SweepReport Report(SweepLook look, SweepPosition? rest, SweepPosition position)
    {
        var needs = detectors.ToDictionary(detector => detector.Observation, detector => detector.Needs);
        var ledger = new ConditionLedger(cluster.Name, ClusterSweeper.Source, now);
        var settled = ledger.Settle(memory, findings, WasSeen) with
        {
            Restarts = remembered.Restarts,
            Writers = remembered.Writers,
            Position = rest,
            FullAt = position.IsFull && rest is null ? position.BeganAt : memory.FullAt,
        };
        return new SweepReport(settled, new SweepCost(counter.Requests, counter.Objects, seen.Count, findings.Count) { WasFull = look.IsFull, WasWhole = rest is null }, gaps.All);

        bool WasSeen(StandingCondition condition) => condition.Subject.Namespace.Length == 0
            ? rest is null && (look.Parts & SceneParts.Nodes) == SceneParts.Nodes
            : seen.TryGetValue(condition.Subject.Namespace, out var parts) && needs.TryGetValue(condition.Observation, out var needed) && (parts & needed) == needed;
    }
}
