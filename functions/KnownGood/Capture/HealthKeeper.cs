using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.KnownGood.Health;
using Autocura.KnownGood.Records;

namespace Autocura.KnownGood.Capture;

/// <summary>Carries from run to run, in the cluster itself, since when each namespace has been healthy.</summary>
internal sealed class HealthKeeper(ICluster cluster, KnownGoodOptions options, DateTimeOffset now)
{
    /// <summary>After a longer time without a run nobody can say that it stayed healthy in between.</summary>
    private static readonly TimeSpan LongestGap = TimeSpan.FromMinutes(5);

    /// <summary>How old its word may grow that a namespace is healthy, before it is said again.</summary>
    private static readonly TimeSpan SaidEvery = TimeSpan.FromMinutes(2.5);

    private readonly Dictionary<string, NamespaceRecord> before = [];

    public async Task LoadAsync(IReadOnlyList<string> scopes, CancellationToken cancellationToken)
    {
        foreach (var scope in scopes)
        {
            var query = new ListQuery(scope, FieldSelector: $"metadata.name={RecordIdentity.Health}");
            await foreach (var record in cluster.StreamAsync(Kinds.KnownGood, query, cancellationToken))
            {
                before[record.Text("metadata", "namespace") ?? ""] = NamespaceRecord.Read(record);
            }
        }
    }

    /// <summary>Judges a namespace and writes that down where it says something new; returns since when it has been healthy, null when it is not.</summary>
    public async Task<(HealthVerdict Verdict, DateTimeOffset? HealthySince)> JudgeAsync(NamespaceFacts facts, string? unmeasured, CancellationToken cancellationToken)
    {
        var known = before.GetValueOrDefault(facts.Name);
        var last = known ?? new NamespaceRecord();
        var verdict = facts.Judge(last, now, options.ProvenAfter);
        if (verdict.IsHealthy == true && unmeasured is not null)
        {
            verdict = new HealthVerdict(null, $"Not measured: {unmeasured}");
        }

        var next = Next(last, verdict, facts);
        var isOld = verdict.IsHealthy == true && (now - last.LastHealthyAt >= SaidEvery || next.HealthySince != last.HealthySince || !next.Serving.SequenceEqual(last.Serving));
        if (known is null || isOld || next.Healthy != last.Healthy || next.Reason != last.Reason)
        {
            await WriteAsync(facts.Name, next, known is null, cancellationToken);
        }

        return (verdict, verdict.IsHealthy == true ? next.HealthySince : null);
    }

    private NamespaceRecord Next(NamespaceRecord last, HealthVerdict verdict, NamespaceFacts facts) => new()
    {
        HealthySince = verdict.IsHealthy switch
        {
            true => last.HealthySince is { } since && last.LastHealthyAt is { } seen && now - seen <= LongestGap ? since : now,
            null => last.HealthySince,
            false => null,
        },
        LastHealthyAt = verdict.IsHealthy == true ? now : last.LastHealthyAt,
        Serving = verdict.IsHealthy == true ? facts.Serving : last.Serving,
        Healthy = verdict.Word,
        Reason = verdict.Reason.Clip(1024),
        TransitionAt = verdict.Word == last.Healthy ? last.TransitionAt ?? now : now,
    };

    private async Task WriteAsync(string ns, NamespaceRecord record, bool isNew, CancellationToken cancellationToken)
    {
        var target = RecordIdentity.HealthOf(ns);
        if (isNew)
        {
            await CreateAsync(NamespaceRecord.Manifest(target), cancellationToken);
        }

        await cluster.PatchAsync(target, new ObjectPatch(PatchKind.Merge, record.Status(), Subresource: "status"), cancellationToken);
    }

    private async Task CreateAsync(JsonObject manifest, CancellationToken cancellationToken)
    {
        try
        {
            await cluster.CreateAsync(Kinds.KnownGood, manifest, cancellationToken);
        }
        catch (ClusterException there) when (there.Reason == "AlreadyExists")
        {
            // another host was first
        }
    }
}
