using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Metrics.Scraping;

namespace Autocura.Settings.Instances;

/// <summary>
/// Holds every Instance against the cluster: whether its targets are there, whether its language model has a key, and which of several rules. What it finds stands in the
/// status, which is written only when it says something new.
/// </summary>
public sealed class InstanceReconciler(IClusters clusters, LanguageModelReader languageModel, PodScraper scraper, TimeProvider time)
{
    /// <summary>How many statuses were written.</summary>
    /// <exception cref="ClusterException">The Instances cannot be listed; the next run tries again.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var found = new List<(JsonObject Object, Instance Instance)>();
        await foreach (var one in clusters.Home.StreamAsync(Kinds.Instance, new ListQuery(), cancellationToken))
        {
            found.Add((one, InstanceReader.Read(one)));
        }

        var ruling = Ruling.Of(found.Select(one => one.Instance));
        var written = 0;
        foreach (var (manifest, instance) in found)
        {
            written += await SettleAsync(manifest, await LookAsync(instance, ruling!, cancellationToken), cancellationToken) ? 1 : 0;
        }

        return written;
    }

    private async Task<InstanceFindings> LookAsync(Instance instance, Instance ruling, CancellationToken cancellationToken)
    {
        var (_, model) = await languageModel.ReadAsync(instance, cancellationToken);
        var (watching, watched) = await WatchingAsync(instance, cancellationToken);
        var rules = instance == ruling
            ? new InstanceNote(IsWell: true, "OldestReady", "What it says holds.")
            : new InstanceNote(IsWell: false, "AnotherRules", $"{ruling.Ref} rules: it is {(ruling.WasReady && !instance.WasReady ? "ready" : "older")}. This one has no effect.");
        return new InstanceFindings(instance, rules, watching, model, watched);
    }

    private async Task<(InstanceNote Note, int Watched)> WatchingAsync(Instance instance, CancellationToken cancellationToken)
    {
        if (instance.Watcher is { IsEnabled: false })
        {
            return (new InstanceNote(IsWell: false, "Disabled", "spec.watcher.enabled is false: nothing is watched without an alert."), 0);
        }

        try
        {
            return instance.Watcher is not { Targets: { Count: > 0 } targets } ? await EverythingAsync(cancellationToken) : await TargetsAsync(targets, cancellationToken);
        }
        catch (ClusterException refused) when (!refused.IsTransient)
        {
            return (new InstanceNote(IsWell: false, "TargetsUnread", $"Deployments cannot be read ({refused.Reason}: {refused.Message})."), 0);
        }
    }

    private async Task<(InstanceNote Note, int Watched)> EverythingAsync(CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var _ in clusters.Home.StreamMetadataAsync(Kinds.Deployment, new ListQuery(), cancellationToken))
        {
            count++;
        }

        return (new InstanceNote(IsWell: true, "Everything", "Every Deployment that may be read is watched."), count);
    }

    private async Task<(InstanceNote Note, int Watched)> TargetsAsync(IReadOnlyList<WatchTarget> targets, CancellationToken cancellationToken)
    {
        var missing = new List<WatchTarget>();
        foreach (var target in targets)
        {
            if (await clusters.Home.FindMetadataAsync(Kinds.Deployment.Ref(target.Namespace, target.Deployment), cancellationToken) is null)
            {
                missing.Add(target);
            }
        }

        var refused = await ScrapeAsync(targets, cancellationToken);
        return missing.Count == 0 && refused.Count > 0
            ? (new InstanceNote(IsWell: false, "ScrapeRefused", $"Some pods do not tell their numbers (a refusal is cured by infra/kubernetes/rbac/scraping): {string.Join("; ", refused)}."), targets.Count)
            : missing.Count == 0 ? (new InstanceNote(IsWell: true, "Targets", $"{targets.Count} of {targets.Count} targets are watched."), targets.Count)
            : (new InstanceNote(IsWell: false, "TargetMissing", $"There is no {string.Join(", no ", missing)}."), targets.Count - missing.Count);
    }

    /// <summary>What was asked now is what there is to compare with when something happens.</summary>
    private async Task<IReadOnlyList<string>> ScrapeAsync(IReadOnlyList<WatchTarget> targets, CancellationToken cancellationToken)
    {
        var asked = await Task.WhenAll(targets.Select(target => target.Scraped).OfType<ScrapeTarget>().Select(target => scraper.RunAsync(clusters.Home.Name, target, cancellationToken)));
        return [.. asked.SelectMany(problems => problems)];
    }

    private async Task<bool> SettleAsync(JsonObject found, InstanceFindings findings, CancellationToken cancellationToken)
    {
        var before = found["status"] as JsonObject ?? [];
        var status = InstanceStatus.Of(findings, before, time.GetUtcNow());
        if (JsonNode.DeepEquals(status, before))
        {
            return false;
        }

        await clusters.Home.PatchAsync(findings.Instance.Ref, new ObjectPatch(PatchKind.Merge, new JsonObject { ["status"] = status }, Subresource: "status"), cancellationToken);
        return true;
    }
}

/// <summary>What was found of an Instance, and how many workloads it watches.</summary>
internal sealed record InstanceFindings(Instance Instance, InstanceNote Rules, InstanceNote Watching, InstanceNote LanguageModel, int Watched);
