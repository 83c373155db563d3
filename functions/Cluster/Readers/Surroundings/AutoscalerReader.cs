using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;

namespace Autocura.Cluster.Readers.Surroundings;

/// <summary>Reads what scales the workload. Behind a ScaledObject stands an autoscaler that it owns: its numbers are shown under the name of the one a person wrote.</summary>
internal static class AutoscalerReader
{
    private const int MostMetrics = 5;
    private const int LongestLine = 200;

    public static Task<AutoscalerView?> ReadAsync(Scene scene) => scene.PartAsync<AutoscalerView?>(EvidencePart.Autoscaler, null, async () =>
    {
        var scaler = First(await scene.HereAsync(Kinds.HorizontalPodAutoscaler), scene);
        var scaled = First(await scene.HereAsync(Kinds.ScaledObject), scene);
        return (scaled ?? scaler) is { } source ? View(scene, source, scaler) : null;
    });

    private static JsonObject? First(IEnumerable<JsonObject> scalers, Scene scene) =>
        scalers.Where(scaler => Autoscaler.Scales(scaler, scene.Workload)).OrderBy(scaler => scaler.Name(), StringComparer.Ordinal).FirstOrDefault();

    private static AutoscalerView View(Scene scene, JsonObject source, JsonObject? scaler)
    {
        var change = ManagedFields.Latest(source);
        var current = scaler.Int("status", "currentReplicas") ?? scene.Found.Int("spec", "replicas") ?? 0;
        return new AutoscalerView(
            scene.Ref(source),
            source.Int("spec", "minReplicas") ?? source.Int("spec", "minReplicaCount") ?? scaler.Int("spec", "minReplicas") ?? 1,
            source.Int("spec", "maxReplicas") ?? source.Int("spec", "maxReplicaCount") ?? scaler.Int("spec", "maxReplicas") ?? 100,
            current,
            scaler.Int("status", "desiredReplicas") ?? current)
        {
            Metrics = [.. scaler.Items("spec", "metrics").Take(MostMetrics).Select(metric => Metric(metric, scaler.Items("status", "currentMetrics")).Clip(LongestLine))],
            Conditions = [.. Conditions(scaler).Concat(source == scaler ? [] : Conditions(source)).Select(line => line.Clip(LongestLine))],
            ChangedAt = change.At,
            ChangedBy = change.Manager,
        };
    }

    // "cpu 20 %, now 85 %"; "queue_lag 10, now 400".
    private static string Metric(JsonObject metric, IEnumerable<JsonObject> measured)
    {
        var name = NameOf(metric);
        var now = measured.FirstOrDefault(candidate => NameOf(candidate) == name);
        return $"{name} {Amount(Body(metric).At("target"))}, now {Amount(Body(now).At("current"))}";
    }

    private static string NameOf(JsonObject metric)
    {
        var body = Body(metric);
        var name = body.Text("name") ?? body.Text("metric", "name") ?? "";
        return body.Text("container") is { } container ? $"{name} of {container}" : name;
    }

    private static JsonNode? Body(JsonObject? metric) => metric is null ? null : metric.At($"{metric.Text("type")?[..1].ToLowerInvariant()}{metric.Text("type")?[1..]}");

    private static string Amount(JsonNode? amount) => amount.Int("averageUtilization") is { } percent
        ? string.Create(CultureInfo.InvariantCulture, $"{percent} %")
        : amount.NumberOrText("averageValue") ?? amount.NumberOrText("value") ?? "unknown";

    // Two of an autoscaler's conditions should hold; that it is limited should not, and KEDA's fallback neither.
    private static IEnumerable<string> Conditions(JsonObject? scaler) => scaler.Items("status", "conditions")
        .Where(condition => (condition.Text("type"), condition.Text("status")) is ("AbleToScale" or "ScalingActive" or "Ready", "False") or ("ScalingLimited" or "Fallback" or "Paused", "True"))
        .Select(condition => $"{condition.Text("type")}={condition.Text("status")}: {condition.Text("reason")}{(condition.Text("message") is { Length: > 0 } text ? $" ({LogRedactor.Redact(text)})" : "")}");
}
