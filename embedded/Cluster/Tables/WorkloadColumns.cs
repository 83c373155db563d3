using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Tables;

/// <summary>The columns of what runs pods.</summary>
internal static class WorkloadColumns
{
    public static TableShape Deployment { get; } = new(
        TableColumn.ObjectName,
        TableColumn.Text("Ready", obj => $"{obj.Number("status", "readyReplicas") ?? 0}/{obj.Number("spec", "replicas") ?? 0}"),
        TableColumn.Number("Up-to-date", obj => obj.Number("status", "updatedReplicas")),
        TableColumn.Number("Available", obj => obj.Number("status", "availableReplicas")),
        TableColumn.Age,
        Containers(),
        Images(),
        TableColumn.Labels("Selector", obj => obj.Child("spec", "selector"), priority: 1));

    public static TableShape ReplicaSet { get; } = new(
        TableColumn.ObjectName,
        TableColumn.Number("Desired", obj => obj.Number("spec", "replicas")),
        TableColumn.Number("Current", obj => obj.Number("status", "replicas")),
        TableColumn.Number("Ready", obj => obj.Number("status", "readyReplicas")),
        TableColumn.Age,
        Containers(),
        Images(),
        TableColumn.Labels("Selector", obj => obj.Child("spec", "selector"), priority: 1));

    public static TableShape StatefulSet { get; } = new(
        TableColumn.ObjectName,
        TableColumn.Text("Ready", obj => $"{obj.Number("status", "readyReplicas") ?? 0}/{obj.Number("spec", "replicas") ?? 0}"),
        TableColumn.Age,
        Containers(),
        Images());

    public static TableShape DaemonSet { get; } = new(
        TableColumn.ObjectName,
        TableColumn.Number("Desired", obj => obj.Number("status", "desiredNumberScheduled")),
        TableColumn.Number("Current", obj => obj.Number("status", "currentNumberScheduled")),
        TableColumn.Number("Ready", obj => obj.Number("status", "numberReady")),
        TableColumn.Number("Up-to-date", obj => obj.Number("status", "updatedNumberScheduled")),
        TableColumn.Number("Available", obj => obj.Number("status", "numberAvailable")),
        TableColumn.Labels("Node Selector", obj => obj.Child("spec", "template", "spec", "nodeSelector")),
        TableColumn.Age,
        Containers(),
        Images(),
        TableColumn.Labels("Selector", obj => obj.Child("spec", "selector"), priority: 1));

    public static TableShape ControllerRevision { get; } = new(
        TableColumn.ObjectName,
        TableColumn.Text("Controller", obj => obj.ControllerReference() is { } owner ? $"{owner.Text("kind")?.ToLowerInvariant()}.apps/{owner.Text("name")}" : null),
        TableColumn.Number("Revision", obj => obj.Number("revision")),
        TableColumn.Age);

    public static TableShape Job { get; } = new(
        TableColumn.ObjectName,
        TableColumn.Text("Status", JobStatus),
        TableColumn.Text("Completions", obj => $"{obj.Number("status", "succeeded") ?? 0}/{obj.Number("spec", "completions") ?? 1}"),
        new("Duration", "string", (obj, now) => obj.Time("status", "startTime") is { } start ? HumanDuration.Format((obj.Time("status", "completionTime") ?? now) - start) : ""),
        TableColumn.Age,
        Containers(),
        Images(),
        TableColumn.Labels("Selector", obj => obj.Child("spec", "selector"), priority: 1));

    public static TableShape CronJob { get; } = new(
        TableColumn.ObjectName,
        TableColumn.Text("Schedule", obj => obj.Text("spec", "schedule")),
        TableColumn.Text("Timezone", obj => obj.Text("spec", "timeZone")),
        TableColumn.Text("Suspend", obj => obj.Flag("spec", "suspend") == true ? "True" : "False"),
        TableColumn.Number("Active", obj => obj.Items("status", "active").Count()),
        new("Last Schedule", "string", (obj, now) => obj.Time("status", "lastScheduleTime") is { } last ? HumanDuration.Since(last, now) : "<none>"),
        TableColumn.Age,
        Containers("spec", "jobTemplate", "spec", "template", "spec", "containers"),
        Images("spec", "jobTemplate", "spec", "template", "spec", "containers"));

    public static TableShape Autoscaler { get; } = new(
        TableColumn.ObjectName,
        TableColumn.Text("Reference", obj => $"{obj.Text("spec", "scaleTargetRef", "kind")}/{obj.Text("spec", "scaleTargetRef", "name")}"),
        TableColumn.Text("Targets", AutoscalerTargets),
        TableColumn.Text("MinPods", obj => obj.Number("spec", "minReplicas")?.ToString()),
        TableColumn.Number("MaxPods", obj => obj.Number("spec", "maxReplicas")),
        TableColumn.Number("Replicas", obj => obj.Number("status", "currentReplicas")),
        TableColumn.Age);

    public static TableShape DisruptionBudget { get; } = new(
        TableColumn.ObjectName,
        TableColumn.Text("Min Available", obj => obj.At("spec", "minAvailable")?.ToString() ?? "N/A"),
        TableColumn.Text("Max Unavailable", obj => obj.At("spec", "maxUnavailable")?.ToString() ?? "N/A"),
        TableColumn.Number("Allowed Disruptions", obj => obj.Number("status", "disruptionsAllowed")),
        TableColumn.Age);

    private static TableColumn Containers(params string[] path) => TableColumn.Text("Containers", obj => List(obj, path, "name"), priority: 1);

    private static TableColumn Images(params string[] path) => TableColumn.Text("Images", obj => List(obj, path, "image"), priority: 1);

    private static string List(JsonObject obj, string[] path, string field) =>
        string.Join(',', obj.Items(path.Length > 0 ? path : ["spec", "template", "spec", "containers"]).Select(container => container.Text(field)));

    private static string JobStatus(JsonObject job)
    {
        bool Holds(string type) => job.Items("status", "conditions").Any(condition => condition.Text("type") == type && condition.Text("status") == "True");
        return Holds("Complete") ? "Complete" : Holds("Failed") ? "Failed" : job.IsDeleting() ? "Terminating" : Holds("Suspended") ? "Suspended" : "Running";
    }

    private static string? AutoscalerTargets(JsonObject autoscaler)
    {
        var told = autoscaler.Items("spec", "metrics").Where(metric => metric.Text("type") == "Resource").Select(metric =>
        {
            var name = metric.Text("resource", "name");
            var current = autoscaler.Items("status", "currentMetrics").FirstOrDefault(known => known.Text("resource", "name") == name).Number("resource", "current", "averageUtilization");
            return $"{name}: {(current is null ? "<unknown>" : $"{current}%")}/{metric.Number("resource", "target", "averageUtilization")}%";
        }).ToList();
        return told.Count > 0 ? string.Join(", ", told) : null;
    }
}
