using Autocura.Cluster.Environments;
using Autocura.Signals;

namespace Autocura.Cluster.Sweep;

/// <summary>One run of a sweep, from where the one before it stopped to the end, or to the end of its time.</summary>
internal sealed class SweepRun(ICluster cluster, SweepMemory memory, IReadOnlyList<ISweepDetector> detectors, SweepTerms terms, TimeProvider time)
{
    private const int MostGaps = 24;

    private readonly SweepOptions options = terms.Options;
    private readonly DateTimeOffset now = time.GetUtcNow();
    private readonly long startedAt = time.GetTimestamp();
    private readonly SweepNotes notes = new(new SweepCounter(), new SweepGaps(), terms.Options.PageSize);
    private readonly List<Finding> findings = [];
    private readonly Dictionary<string, SceneParts> seen = [];
    private readonly Dictionary<Observation, SceneParts> needs = detectors.ToDictionary(detector => detector.Observation, detector => detector.Needs);
    private readonly SceneMemory remembered = new(memory, terms.Options);

    private IReadOnlySet<string> shadows = new HashSet<string>();

    private bool IsOutOfTime => time.GetElapsedTime(startedAt) >= options.Budget;

    public async Task<SweepReport> ToEndAsync(CancellationToken cancellationToken)
    {
        var isFull = memory.FullAt is not { } full || now - full >= options.FullEvery;
        var position = memory.Position ?? new SweepPosition(isFull, now, "", new Dictionary<string, string>(), []);
        var look = await SweepLook.BeginAsync(cluster, position, now, notes, cancellationToken);
        shadows = await ShadowNamespaces.ReadAsync(cluster, cancellationToken);
        var reader = new SceneReader(cluster, options, notes);
        var watched = Watched();
        var (last, within) = (position.After, position.Within);
        while (look.Next is { } ns && (seen.Count == 0 || !IsOutOfTime))
        {
            var begun = within?.Namespace == ns ? within : null;
            within = await LookAtAsync(ns, look, reader, new SceneWish(begun, watched.GetValueOrDefault(ns), () => IsOutOfTime), cancellationToken);
            if (within is not null) break;
            last = ns;
        }

        var rest = look.Next is null ? null : position with { After = last, Within = within, Pages = look.Pages, Nodes = [.. position.Nodes.Union(NodesOfFindings())] };
        if (rest is null)
        {
            await LookAtEmptiedAsync(watched.Where(ns => NamespaceOrder.Instance.Compare(ns.Key, position.After) > 0), look, reader, cancellationToken);
            findings.AddRange(NodesWithoutVictims(look, position));
        }

        return Report(look, rest, position);
    }

    /// <summary>Namespaces in which something stands or has restarted, and what that rests on: they are looked at closely every time.</summary>
    private Dictionary<string, SceneParts> Watched() => memory.Standing
        .Select(condition => (condition.Subject.Namespace, Parts: needs.GetValueOrDefault(condition.Observation)))
        .Concat(memory.Restarts.Select(sample => (sample.Namespace, Parts: SceneParts.Pods)))
        .Where(known => known.Namespace.Length > 0)
        .GroupBy(known => known.Namespace)
        .ToDictionary(of => of.Key, of => of.Aggregate(SceneParts.Pods, (parts, known) => parts | known.Parts));

    /// <summary>Null, or how far it came when there was no time for all of the namespace.</summary>
    private async Task<SweepPlace?> LookAtAsync(string ns, SweepLook look, SceneReader reader, SceneWish wish, CancellationToken cancellationToken)
    {
        var (read, place) = await reader.ReadAsync(ns, look, wish, cancellationToken);
        if (read is not null && shadows.Contains(ns))
        {
            seen[ns] = read.Seen; // what goes wrong in a copy is what the copy is for
        }
        else if (read is not null)
        {
            var scene = remembered.AddTo(read);
            seen[ns] = scene.Seen;
            findings.AddRange(detectors.Where(detector => scene.Has(detector.Needs)).SelectMany(detector => notes.Gaps.Detect(detector, scene)));
        }

        return place;
    }

    /// <summary>Where something stood and no list has anything left: it is gone, and only a look says so.</summary>
    private async Task LookAtEmptiedAsync(IEnumerable<KeyValuePair<string, SceneParts>> watched, SweepLook look, SceneReader reader, CancellationToken cancellationToken)
    {
        foreach (var (ns, parts) in watched.Where(ns => !seen.ContainsKey(ns.Key)))
        {
            await LookAtAsync(ns, look, reader, new SceneWish(null, parts, () => false), cancellationToken);
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
        var ledger = new ConditionLedger(cluster.Name, ClusterSweeper.Source, now);
        var settled = ledger.Settle(memory, [.. findings.Where(finding => terms.Scope.Covers(finding.Subject))], WasSeen) with
        {
            Restarts = remembered.Restarts,
            Writers = remembered.Writers,
            Position = rest,
            Gaps = position.IsFull && rest is null ? notes.Gaps.All : [.. memory.Gaps.Union(notes.Gaps.All).Take(MostGaps)],
            FullAt = position.IsFull && rest is null ? position.BeganAt : memory.FullAt,
        };
        return new SweepReport(settled, new SweepCost(notes.Counter.Requests, notes.Counter.Objects, seen.Count, findings.Count) { WasFull = look.IsFull, WasWhole = rest is null }, notes.Gaps.All);

        bool WasSeen(StandingCondition condition) => condition.Subject.Namespace.Length == 0
            ? rest is null && (look.PartsOf("") & SceneParts.Nodes) == SceneParts.Nodes
            : seen.TryGetValue(condition.Subject.Namespace, out var parts) && needs.TryGetValue(condition.Observation, out var needed) && (parts & needed) == needed;
    }
}
