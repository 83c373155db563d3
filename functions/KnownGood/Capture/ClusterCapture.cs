using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Incidents;
using Autocura.KnownGood.Health;
using Autocura.KnownGood.Records;

namespace Autocura.KnownGood.Capture;

/// <summary>One run in one cluster: look everything over, judge each namespace, and keep what is in those that have been healthy for long enough.</summary>
internal sealed class ClusterCapture(ICluster cluster, MetricHealth metrics, CaptureTerms terms)
{
    private readonly Dictionary<string, DateTimeOffset> settled = [];
    private readonly HashSet<string> lookedAt = [];
    private readonly List<CapturedNamespace> namespaces = [];
    private readonly List<string> problems = [];

    /// <exception cref="ClusterException">Something that the run depends on cannot be read.</exception>
    public async Task<CaptureReport> RunAsync(IReadOnlyList<string> protectedNamespaces, CancellationToken cancellationToken)
    {
        var lookedAfter = await LookedAfter.ReadAsync(cluster, protectedNamespaces, cancellationToken);
        problems.AddRange(lookedAfter.Problems);
        var numbers = metrics.ReadAsync(cluster.Name, cancellationToken);
        var known = await KnownAsync(lookedAfter.Scopes, cancellationToken);
        var survey = new HealthSurvey(cluster, known, terms.Options, terms.Now);
        var facts = await survey.RunAsync(lookedAfter, cancellationToken);
        await JudgeAsync(facts, await numbers, lookedAfter.Scopes, cancellationToken);

        var keeper = new VersionKeeper(cluster, known, terms);
        if (settled.Count > 0)
        {
            await KeepAsync(keeper, survey, lookedAfter.Scopes, cancellationToken);
            await KeepNamespacesAsync(keeper, facts, cancellationToken);
            await KeepClusterWideAsync(keeper, cancellationToken);
            await keeper.ForgetGoneAsync(WasLookedFor, cancellationToken);
        }

        return Report(keeper.Counts);
    }

    private async Task<KnownVersions> KnownAsync(IReadOnlyList<string> scopes, CancellationToken cancellationToken)
    {
        var all = new List<KnownVersions>();
        foreach (var scope in scopes.Count == 1 && scopes[0].Length == 0 ? scopes : [.. scopes, terms.OwnNamespace])
        {
            all.Add(await KnownGoodStore.ListAsync(cluster, new ListQuery(scope), cancellationToken));
        }

        return new KnownVersions(all.SelectMany(part => part.All).SelectMany(versions => versions));
    }

    private async Task JudgeAsync(
        IReadOnlyDictionary<string, NamespaceFacts> facts, HealthNumbers numbers, IReadOnlyList<string> scopes, CancellationToken cancellationToken)
    {
        foreach (var (ns, problem) in numbers.Problems)
        {
            facts.GetValueOrDefault(ns)?.AddProblem(problem);
        }

        var health = new HealthKeeper(cluster, terms.Options, terms.Now);
        await health.LoadAsync(scopes, cancellationToken);
        foreach (var seen in facts.Values.OrderBy(seen => seen.Name, StringComparer.Ordinal))
        {
            seen.HasRequests = numbers.Counted?.Contains(seen.Name);
            var (verdict, since) = await health.JudgeAsync(seen, numbers.Unmeasured, cancellationToken);
            var isSettled = since is { } healthySince && terms.Now - healthySince >= terms.Options.SettleTime;
            namespaces.Add(new CapturedNamespace(seen.Name, verdict.IsHealthy, isSettled, verdict.Reason));
            if (isSettled)
            {
                settled[seen.Name] = since!.Value;
            }
        }
    }

    private async Task KeepAsync(VersionKeeper keeper, HealthSurvey survey, IReadOnlyList<string> scopes, CancellationToken cancellationToken)
    {
        foreach (var kind in KeptKinds.Whole.Concat(survey.Owners.All))
        {
            await EachAsync(kind, scopes, ListedOrNone.StreamAsync, (one, since) =>
                keeper.KeepAsync(one, survey.Autoscaled.Contains(one), since, cancellationToken), cancellationToken);
        }

        foreach (var kind in KeptKinds.ByMetadata)
        {
            await EachAsync(kind, scopes, ListedOrNone.StreamMetadataAsync, (one, since) => keeper.KeepByMetadataAsync(one, since, cancellationToken), cancellationToken);
        }
    }

    private async Task EachAsync(ResourceKind kind, IReadOnlyList<string> scopes, Listing list, Func<JsonObject, DateTimeOffset, Task> keepAsync, CancellationToken cancellationToken)
    {
        try
        {
            var listed = scopes.ToAsyncEnumerable().SelectMany(scope => list(cluster, kind, new ListQuery(scope), cancellationToken));
            await foreach (var one in listed.Where(one => settled.ContainsKey(NamespaceOf(one))).WithCancellation(cancellationToken))
            {
                await keepAsync(one, settled[NamespaceOf(one)]);
            }

            lookedAt.Add(kind.Kind);
        }
        catch (ClusterException refused) when (!refused.IsTransient)
        {
            // Secrets may be read only where somebody has bound the role for it.
            if (kind != Kinds.Secret)
            {
                problems.Add($"{kind.Plural} are not kept: {refused.Message}");
            }
        }
    }

    private static string NamespaceOf(JsonObject one) => one.Text("metadata", "namespace") ?? "";

    private async Task KeepNamespacesAsync(VersionKeeper keeper, IReadOnlyDictionary<string, NamespaceFacts> facts, CancellationToken cancellationToken)
    {
        foreach (var (name, since) in settled)
        {
            if (facts[name].Itself is { } itself)
            {
                await keeper.KeepAsync(itself, isAutoscaled: false, since, cancellationToken);
            }
        }
    }

    /// <summary>What every namespace passes through is known good when all of them are well; who may see only some of them cannot say so.</summary>
    private async Task KeepClusterWideAsync(VersionKeeper keeper, CancellationToken cancellationToken)
    {
        if (cluster.Namespaces.Count > 0 || !namespaces.TrueForAll(ns => ns.IsSettled))
        {
            return;
        }

        var since = settled.Values.Max();
        foreach (var kind in KeptKinds.ClusterWide)
        {
            try
            {
                await foreach (var one in ListedOrNone.StreamAsync(cluster, kind, new ListQuery(), cancellationToken))
                {
                    await keeper.KeepAsync(one, isAutoscaled: false, since, cancellationToken);
                }

                lookedAt.Add(kind.Kind);
            }
            catch (ClusterException refused) when (!refused.IsTransient)
            {
                problems.Add($"{kind.Plural} are not kept: {refused.Message}");
            }
        }
    }

    private bool WasLookedFor(ObjectRef target) =>
        lookedAt.Contains(target.Kind) && (target.Namespace.Length == 0 || settled.ContainsKey(target.Namespace));

    private CaptureReport Report(CaptureCounts counts) => new(cluster.Name)
    {
        Namespaces = namespaces,
        Objects = counts.Objects,
        Written = counts.Written,
        Deleted = counts.Deleted,
        Waiting = counts.Waiting,
        Problems = counts.WithoutRoom == 0
            ? [.. problems, .. counts.Refusals]
            : [.. problems, .. counts.Refusals, $"{counts.WithoutRoom} objects are beyond the bounds and not kept (Autocura:KnownGood:MaxObjects, MaxObjectsPerNamespace)."],
    };

    private delegate IAsyncEnumerable<JsonObject> Listing(ICluster cluster, ResourceKind kind, ListQuery query, CancellationToken cancellationToken);
}
