using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Extensions.Keda;

/// <summary>
/// KEDA's operator: makes and keeps the autoscaler of each ScaledObject, undoes what others change in it, and takes it away while the ScaledObject is paused (at a
/// number of replicas, when one is given).
/// </summary>
internal sealed class ScaledObjectController(ClusterClient client, ResourceCatalog catalog) : IController
{
    public const string Group = "keda.sh";
    private const string Plural = "scaledobjects";
    private const string PausedAnnotation = "autoscaling.keda.sh/paused";
    private const string PausedReplicasAnnotation = "autoscaling.keda.sh/paused-replicas";
    private const int DefaultMaximum = 100;

    public string Name => "keda-operator";

    public IEnumerable<ObjectKey> Concerned(ObjectChange change) => change.Key switch
    {
        { Group: Group, Plural: Plural } => change.Kind == ChangeKind.Deleted ? [] : [change.Key],
        { Group: "autoscaling" } => OwnerReferences.Of(change.Current, Group, "ScaledObject", Plural),
        { Group: "apps" } when change.Kind != ChangeKind.Modified => client.List(Group, Plural, change.Key.Namespace)
            .Where(scaled => scaled.Text("spec", "scaleTargetRef", "name") == change.Key.Name)
            .Select(scaled => new ObjectKey(Group, Plural, scaled.Namespace(), scaled.Name())),
        _ => [],
    };

    public DateTimeOffset? Reconcile(ObjectKey key)
    {
        if (client.Find(key) is not { } scaled || scaled.IsDeleting())
        {
            return null;
        }

        var target = TargetOf(scaled);
        var autoscaler = new ObjectKey("autoscaling", "horizontalpodautoscalers", key.Namespace, HpaName(scaled));
        if (target is null || client.Find(target.Value) is not { } workload)
        {
            client.Warn(scaled, "ScaledObjectCheckFailed", "Target resource doesn't exist");
            WriteStatus(key, scaled, ("False", "ScaledObjectCheckFailed", "ScaledObject doesn't have correct scaleTargetRef specification"), null);
            return null;
        }

        if (IsPaused(scaled))
        {
            client.Delete(autoscaler);
            Hold(scaled, target.Value);
        }
        else
        {
            Keep(scaled, autoscaler);
        }

        WriteStatus(key, scaled, ("True", "ScaledObjectReady", "ScaledObject is defined correctly and is ready for scaling"), workload);
        return null;
    }

    private static bool IsPaused(JsonObject scaled) =>
        scaled.Annotation(PausedReplicasAnnotation) is not null || (scaled.Annotation(PausedAnnotation) is { } paused && (!bool.TryParse(paused, out var isPaused) || isPaused));

    private static string HpaName(JsonObject scaled) => scaled.Text("spec", "advanced", "horizontalPodAutoscalerConfig", "name") ?? $"keda-hpa-{scaled.Name()}";

    private static string ApiVersion(JsonObject scaled) => scaled.Text("spec", "scaleTargetRef", "apiVersion") ?? "apps/v1";

    private static string Kind(JsonObject scaled) => scaled.Text("spec", "scaleTargetRef", "kind") ?? "Deployment";

    private ObjectKey? TargetOf(JsonObject scaled) => catalog.FindKind(ApiVersion(scaled), Kind(scaled))?.Key(scaled.Namespace(), scaled.Text("spec", "scaleTargetRef", "name") ?? "");

    private void Hold(JsonObject scaled, ObjectKey target)
    {
        if (int.TryParse(scaled.Annotation(PausedReplicasAnnotation), CultureInfo.InvariantCulture, out var replicas))
        {
            client.Update(target, workload => workload.Ensure("spec")["replicas"] = replicas);
        }
    }

    private void Keep(JsonObject scaled, ObjectKey autoscaler)
    {
        var wanted = Specification(scaled);
        if (client.Find(autoscaler) is null)
        {
            client.Create(new JsonObject
            {
                ["apiVersion"] = "autoscaling/v2",
                ["kind"] = "HorizontalPodAutoscaler",
                ["metadata"] = new JsonObject
                {
                    ["name"] = autoscaler.Name,
                    ["namespace"] = autoscaler.Namespace,
                    ["labels"] = new JsonObject { ["app.kubernetes.io/managed-by"] = "keda-operator", ["app.kubernetes.io/part-of"] = scaled.Name(), ["app.kubernetes.io/name"] = autoscaler.Name, [ScaledObjectMetrics.OwnerLabel] = scaled.Name() },
                    ["ownerReferences"] = new JsonArray(OwnerReferences.Controller(scaled)),
                },
                ["spec"] = wanted,
            });
            client.Record(scaled, "KEDAScalersStarted", "Started scalers watch");
        }
        else
        {
            client.Update(autoscaler, present => present["spec"] = wanted);
        }
    }

    private static JsonObject Specification(JsonObject scaled)
    {
        var spec = new JsonObject
        {
            ["scaleTargetRef"] = new JsonObject { ["apiVersion"] = ApiVersion(scaled), ["kind"] = Kind(scaled), ["name"] = scaled.Text("spec", "scaleTargetRef", "name") },
            ["minReplicas"] = Math.Max(1, scaled.Whole("spec", "minReplicaCount") ?? 1),
            ["maxReplicas"] = scaled.Whole("spec", "maxReplicaCount") ?? DefaultMaximum,
            ["metrics"] = new JsonArray([.. ScaledObjectMetrics.Of(scaled)]),
        };
        if (scaled.Child("spec", "advanced", "horizontalPodAutoscalerConfig", "behavior") is { } behavior)
        {
            spec["behavior"] = behavior.DeepClone();
        }

        return spec;
    }

    private void WriteStatus(ObjectKey key, JsonObject scaled, (string Status, string Reason, string Message) ready, JsonObject? workload) => client.UpdateStatus(key, status =>
    {
        var isPaused = IsPaused(scaled);
        var triggers = scaled.Objects("spec", "triggers").ToList();
        status["conditions"] = new JsonArray(
            Condition("Ready", ready.Status, ready.Reason, ready.Message),
            Condition("Active", isPaused || workload is null ? "Unknown" : "True", "ScalerActive", "Scaling is performed because triggers are active"),
            Condition("Fallback", "False", "NoFallbackFound", "No fallbacks are active on this scaled object"),
            Condition("Paused", isPaused ? "True" : "False", isPaused ? "ScaledObjectPaused" : "ScaledObjectUnpaused", isPaused ? "ScaledObject is paused" : "ScaledObject is not paused"));
        status["triggersTypes"] = string.Join(',', triggers.Select(trigger => trigger.Text("type")).Distinct());
        status["resourceMetricNames"] = new JsonArray([.. triggers.Where(ScaledObjectMetrics.IsResource).Select(trigger => (JsonNode?)trigger.Text("type"))]);
        status["externalMetricNames"] = new JsonArray([.. triggers.Select((trigger, index) => (trigger, index)).Where(one => !ScaledObjectMetrics.IsResource(one.trigger))
            .Select(one => (JsonNode?)ScaledObjectMetrics.ExternalName(one.trigger, one.index))]);
        status["scaleTargetKind"] = $"{ApiVersion(scaled)}.{Kind(scaled)}";
        status["hpaName"] = isPaused ? "" : HpaName(scaled);
        if (workload is not null)
        {
            status["originalReplicaCount"] ??= workload.Replicas();
        }
    });

    private static JsonObject Condition(string type, string status, string reason, string message) =>
        new() { ["type"] = type, ["status"] = status, ["reason"] = reason, ["message"] = message };
}
