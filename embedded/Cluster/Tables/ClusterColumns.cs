using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Tables;

/// <summary>The columns of nodes, namespaces, events, settings, storage, rights and definitions.</summary>
internal static class ClusterColumns
{
    private const string RolePrefix = "node-role.kubernetes.io/";

    public static TableShape Namespace { get; } = new(TableColumn.ObjectName, TableColumn.Text("Status", obj => obj.Text("status", "phase")), TableColumn.Age);

    public static TableShape Node { get; } = new(
        TableColumn.ObjectName,
        TableColumn.Text("Status", NodeStatus),
        TableColumn.Text("Roles", node => node.TextMap("metadata", "labels").Keys.Where(label => label.StartsWith(RolePrefix, StringComparison.Ordinal)).Select(label => label[RolePrefix.Length..]).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } roles ? string.Join(',', roles) : null),
        TableColumn.Age,
        TableColumn.Text("Version", node => node.Text("status", "nodeInfo", "kubeletVersion")),
        TableColumn.Text("Internal-IP", node => NodeAddress(node, "InternalIP"), priority: 1),
        TableColumn.Text("External-IP", node => NodeAddress(node, "ExternalIP"), priority: 1),
        TableColumn.Text("OS-Image", node => node.Text("status", "nodeInfo", "osImage") ?? "<unknown>", priority: 1),
        TableColumn.Text("Kernel-Version", node => node.Text("status", "nodeInfo", "kernelVersion") ?? "<unknown>", priority: 1),
        TableColumn.Text("Container-Runtime", node => node.Text("status", "nodeInfo", "containerRuntimeVersion") ?? "<unknown>", priority: 1));

    public static TableShape Event { get; } = new(
        new("Last Seen", "string", (obj, now) => EventAge(obj, now)),
        TableColumn.Text("Type", obj => obj.Text("type")),
        TableColumn.Text("Reason", obj => obj.Text("reason")),
        TableColumn.Text("Object", EventSubject),
        TableColumn.Text("Subobject", obj => obj.Text("involvedObject", "fieldPath") ?? "", priority: 1),
        TableColumn.Text("Source", EventSource, priority: 1),
        TableColumn.Text("Message", obj => (obj.Text("message") ?? obj.Text("note"))?.Trim()),
        new("First Seen", "string", (obj, now) => HumanDuration.Since(obj.Time("firstTimestamp") ?? obj.Time("eventTime"), now), Priority: 1),
        TableColumn.Number("Count", obj => obj.Number("count") ?? 1, priority: 1),
        new("Name", "string", (obj, _) => obj.Name(), Priority: 1) { Format = "name" });

    public static TableShape ConfigMap { get; } = new(
        TableColumn.ObjectName, TableColumn.Number("Data", obj => (obj.Child("data")?.Count ?? 0) + (obj.Child("binaryData")?.Count ?? 0)), TableColumn.Age);

    public static TableShape Secret { get; } = new(
        TableColumn.ObjectName, TableColumn.Text("Type", obj => obj.Text("type")), TableColumn.Number("Data", obj => obj.Child("data")?.Count), TableColumn.Age);

    public static TableShape ServiceAccount { get; } = new(TableColumn.ObjectName, TableColumn.Number("Secrets", obj => obj.Items("secrets").Count()), TableColumn.Age);

    public static TableShape ResourceQuota { get; } = new(
        TableColumn.ObjectName,
        TableColumn.Text("Request", obj => Usage(obj, isLimit: false)),
        TableColumn.Text("Limit", obj => Usage(obj, isLimit: true)),
        TableColumn.Age);

    public static TableShape Created { get; } = new(TableColumn.ObjectName, new("Created At", "date", (obj, _) => obj.Text("metadata", "creationTimestamp")));

    public static TableShape Claim { get; } = new(
        TableColumn.ObjectName,
        TableColumn.Text("Status", obj => obj.IsDeleting() ? "Terminating" : obj.Text("status", "phase")),
        TableColumn.Text("Volume", obj => obj.Text("spec", "volumeName") ?? ""),
        TableColumn.Text("Capacity", obj => obj.At("status", "capacity", "storage")?.ToString() ?? ""),
        TableColumn.Text("Access Modes", obj => AccessModes(obj.Items("status", "accessModes"))),
        TableColumn.Text("StorageClass", obj => obj.Text("spec", "storageClassName") ?? ""),
        TableColumn.Text("VolumeAttributesClass", obj => obj.Text("spec", "volumeAttributesClassName") ?? "<unset>"),
        TableColumn.Age,
        TableColumn.Text("VolumeMode", obj => obj.Text("spec", "volumeMode") ?? "<unset>", priority: 1));

    public static TableShape Volume { get; } = new(
        TableColumn.ObjectName,
        TableColumn.Text("Capacity", obj => obj.At("spec", "capacity", "storage")?.ToString()),
        TableColumn.Text("Access Modes", obj => AccessModes(obj.Items("spec", "accessModes"))),
        TableColumn.Text("Reclaim Policy", obj => obj.Text("spec", "persistentVolumeReclaimPolicy")),
        TableColumn.Text("Status", obj => obj.Text("status", "phase")),
        TableColumn.Text("Claim", obj => obj.Text("spec", "claimRef", "name") is { } name ? $"{obj.Text("spec", "claimRef", "namespace")}/{name}" : ""),
        TableColumn.Text("StorageClass", obj => obj.Text("spec", "storageClassName") ?? ""),
        TableColumn.Text("VolumeAttributesClass", obj => obj.Text("spec", "volumeAttributesClassName") ?? "<unset>"),
        TableColumn.Text("Reason", obj => obj.Text("status", "reason") ?? ""),
        TableColumn.Age,
        TableColumn.Text("VolumeMode", obj => obj.Text("spec", "volumeMode") ?? "<unset>", priority: 1));

    public static TableShape StorageClass { get; } = new(
        TableColumn.ObjectName,
        TableColumn.Text("Provisioner", obj => obj.Text("provisioner")),
        TableColumn.Text("ReclaimPolicy", obj => obj.Text("reclaimPolicy")),
        TableColumn.Text("VolumeBindingMode", obj => obj.Text("volumeBindingMode")),
        TableColumn.Text("AllowVolumeExpansion", obj => obj.Flag("allowVolumeExpansion") == true ? "true" : "false"),
        TableColumn.Age);

    public static TableShape WebhookConfiguration { get; } = new(
        TableColumn.ObjectName,
        TableColumn.Number("Webhooks", obj => obj.Items("webhooks").Count()),
        TableColumn.Age);

    public static TableShape PriorityClass { get; } = new(
        TableColumn.ObjectName,
        TableColumn.Number("Value", obj => obj.Number("value")),
        TableColumn.Text("Global-Default", obj => obj.Flag("globalDefault") == true ? "true" : "false"),
        TableColumn.Age,
        TableColumn.Text("PreemptionPolicy", obj => obj.Text("preemptionPolicy")));

    public static TableShape Lease { get; } = new(TableColumn.ObjectName, TableColumn.Text("Holder", obj => obj.Text("spec", "holderIdentity") ?? ""), TableColumn.Age);

    public static TableShape Binding { get; } = new(
        TableColumn.ObjectName,
        TableColumn.Text("Role", obj => $"{obj.Text("roleRef", "kind")}/{obj.Text("roleRef", "name")}"),
        TableColumn.Age,
        Subjects("Users", "User"),
        Subjects("Groups", "Group"),
        Subjects("ServiceAccounts", "ServiceAccount"));

    private static TableColumn Subjects(string name, string kind) => TableColumn.Text(
        name,
        obj => string.Join(", ", obj.Items("subjects").Where(subject => subject.Text("kind") == kind)
            .Select(subject => kind == "ServiceAccount" ? $"{subject.Text("namespace")}/{subject.Text("name")}" : subject.Text("name"))),
        priority: 1);

    private static string NodeStatus(JsonObject node)
    {
        var ready = node.Items("status", "conditions").FirstOrDefault(condition => condition.Text("type") == "Ready").Text("status");
        var status = ready switch
        {
            "True" => "Ready",
            null => "Unknown",
            _ => "NotReady",
        };
        return node.Flag("spec", "unschedulable") == true ? $"{status},SchedulingDisabled" : status;
    }

    private static string? NodeAddress(JsonObject node, string type) =>
        node.Items("status", "addresses").FirstOrDefault(address => address.Text("type") == type).Text("address");

    private static string EventAge(JsonObject obj, DateTimeOffset now)
    {
        var last = obj.Time("series", "lastObservedTime") ?? obj.Time("lastTimestamp") ?? obj.Time("eventTime") ?? obj.Time("deprecatedLastTimestamp");
        return HumanDuration.Since(last ?? obj.Time("metadata", "creationTimestamp"), now);
    }

    private static string EventSubject(JsonObject obj)
    {
        var subject = obj.Child("involvedObject") ?? obj.Child("regarding");
        return $"{subject.Text("kind")?.ToLowerInvariant()}/{subject.Text("name")}";
    }

    private static string EventSource(JsonObject obj)
    {
        var component = obj.Text("source", "component") ?? obj.Text("reportingComponent") ?? obj.Text("reportingController") ?? "";
        return obj.Text("source", "host") is { } host ? $"{component}, {host}" : component;
    }

    private static string Usage(JsonObject quota, bool isLimit) => string.Join(", ", (quota.Child("status", "hard") ?? quota.Child("spec", "hard") ?? [])
        .Where(entry => entry.Key.StartsWith("limits.", StringComparison.Ordinal) == isLimit)
        .OrderBy(entry => entry.Key, StringComparer.Ordinal)
        .Select(entry => $"{entry.Key}: {quota.At("status", "used", entry.Key) ?? "0"}/{entry.Value}"));

    private static string AccessModes(IEnumerable<JsonNode?> modes) => string.Join(',', modes.Select(mode => mode.Text() switch
    {
        "ReadWriteOnce" => "RWO",
        "ReadOnlyMany" => "ROX",
        "ReadWriteMany" => "RWX",
        "ReadWriteOncePod" => "RWOP",
        var other => other,
    }));
}
