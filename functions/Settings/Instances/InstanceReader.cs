using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Incidents;

namespace Autocura.Settings.Instances;

/// <summary>Reads Instances as the cluster has them; what its schema lets through never throws here.</summary>
internal static class InstanceReader
{
    public static Instance Read(JsonObject found)
    {
        var metadata = found["metadata"]!;
        var spec = found["spec"];
        var generation = metadata["generation"]?.GetValue<long>() ?? 0;
        return new Instance
        {
            Ref = Kinds.Instance.Ref($"{metadata["namespace"]}", $"{metadata["name"]}"),
            Uid = $"{metadata["uid"]}",
            Generation = generation,
            CreatedAt = DateTimeOffset.TryParse($"{metadata["creationTimestamp"]}", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var created) ? created : DateTimeOffset.MaxValue,
            Provider = $"{spec?["provider"]}",
            Model = $"{spec?["model"]}",
            Endpoint = $"{spec?["endpoint"]}",
            KeySecret = $"{spec?["apiKeys"]?["name"]}",
            Mode = Enum.TryParse<OperatingMode>($"{spec?["mode"]}", ignoreCase: true, out var mode) ? mode : null,
            Watcher = spec?["watcher"] is JsonObject watcher ? WatcherOf(watcher) : null,
            WasReady = found["status"]?["ready"]?.GetValue<bool>() == true && found["status"]?["observedGeneration"]?.GetValue<long>() == generation,
        };
    }

    private static Watcher WatcherOf(JsonObject watcher) => new(watcher["enabled"]?.GetValue<bool>() ?? false, [.. Targets(watcher)])
    {
        Interval = DurationText.Read($"{watcher["interval"] ?? "30s"}"),
        Window = DurationText.Read($"{watcher["window"] ?? "2h"}"),
        MaxLogLines = watcher["maxLogLines"]?.GetValue<int>() ?? 100,
        MaxContextChars = watcher["maxContextChars"]?.GetValue<int>() ?? 32_000,
    };

    private static IEnumerable<WatchTarget> Targets(JsonObject watcher)
    {
        var listed = (watcher["targets"] as JsonArray ?? []).OfType<JsonObject>().Select(target => new WatchTarget($"{target["namespace"]}", $"{target["deployment"]}")
        {
            MetricsPort = target["metricsPort"]?.GetValue<int>() ?? 0,
            MetricsPath = $"{target["metricsPath"] ?? "/metrics"}",
            MetricsFilter = [.. (target["metricsFilter"] as JsonArray ?? []).Select(filter => $"{filter}")],
        });
        return watcher["deployment"] is { } single ? listed.Append(new WatchTarget($"{watcher["namespace"]}", $"{single}")).DistinctBy(target => (target.Namespace, target.Deployment)) : listed;
    }
}
