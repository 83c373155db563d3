using System.Globalization;
using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Tables;

/// <summary>Which columns each kind is printed in.</summary>
internal static class TableCatalog
{
    private static readonly TableShape NameAndAge = new(TableColumn.ObjectName, TableColumn.Age);

    private static readonly Dictionary<string, TableShape> BuiltIn = new()
    {
        ["pods"] = PodColumns.Shape,
        ["deployments.apps"] = WorkloadColumns.Deployment,
        ["replicasets.apps"] = WorkloadColumns.ReplicaSet,
        ["replicationcontrollers"] = WorkloadColumns.ReplicaSet,
        ["statefulsets.apps"] = WorkloadColumns.StatefulSet,
        ["daemonsets.apps"] = WorkloadColumns.DaemonSet,
        ["controllerrevisions.apps"] = WorkloadColumns.ControllerRevision,
        ["jobs.batch"] = WorkloadColumns.Job,
        ["cronjobs.batch"] = WorkloadColumns.CronJob,
        ["horizontalpodautoscalers.autoscaling"] = WorkloadColumns.Autoscaler,
        ["poddisruptionbudgets.policy"] = WorkloadColumns.DisruptionBudget,
        ["services"] = NetworkColumns.Service,
        ["endpoints"] = NetworkColumns.Endpoints,
        ["endpointslices.discovery.k8s.io"] = NetworkColumns.EndpointSlice,
        ["ingresses.networking.k8s.io"] = NetworkColumns.Ingress,
        ["networkpolicies.networking.k8s.io"] = NetworkColumns.NetworkPolicy,
        ["namespaces"] = ClusterColumns.Namespace,
        ["nodes"] = ClusterColumns.Node,
        ["events"] = ClusterColumns.Event,
        ["events.events.k8s.io"] = ClusterColumns.Event,
        ["configmaps"] = ClusterColumns.ConfigMap,
        ["secrets"] = ClusterColumns.Secret,
        ["serviceaccounts"] = ClusterColumns.ServiceAccount,
        ["resourcequotas"] = ClusterColumns.ResourceQuota,
        ["limitranges"] = ClusterColumns.Created,
        ["persistentvolumeclaims"] = ClusterColumns.Claim,
        ["persistentvolumes"] = ClusterColumns.Volume,
        ["storageclasses.storage.k8s.io"] = ClusterColumns.StorageClass,
        ["priorityclasses.scheduling.k8s.io"] = ClusterColumns.PriorityClass,
        ["leases.coordination.k8s.io"] = ClusterColumns.Lease,
        ["roles.rbac.authorization.k8s.io"] = ClusterColumns.Created,
        ["clusterroles.rbac.authorization.k8s.io"] = ClusterColumns.Created,
        ["rolebindings.rbac.authorization.k8s.io"] = ClusterColumns.Binding,
        ["clusterrolebindings.rbac.authorization.k8s.io"] = ClusterColumns.Binding,
        ["apiservices.apiregistration.k8s.io"] = UsageColumns.Service,
        ["nodes.metrics.k8s.io"] = UsageColumns.Measured,
        ["pods.metrics.k8s.io"] = UsageColumns.Measured,
        ["mutatingwebhookconfigurations.admissionregistration.k8s.io"] = ClusterColumns.WebhookConfiguration,
        ["validatingwebhookconfigurations.admissionregistration.k8s.io"] = ClusterColumns.WebhookConfiguration,
        ["customresourcedefinitions.apiextensions.k8s.io"] = ClusterColumns.Created,
    };

    public static TableShape For(ResourceType type)
    {
        if (!type.IsCustom)
        {
            return BuiltIn.GetValueOrDefault(type.GroupResource, NameAndAge);
        }

        return type.Columns.Count == 0 ? NameAndAge : new([TableColumn.ObjectName, .. type.Columns.Select(Column)]);
    }

    private static TableColumn Column(PrinterColumn column) => new(
        column.Name,
        column.Type,
        (obj, now) => Cell(JsonPathLookup.Find(obj, column.Path), column.Type, now),
        column.Priority)
    {
        Format = column.Format,
        Description = column.Description,
    };

    private static JsonNode? Cell(IReadOnlyList<JsonNode> found, string type, DateTimeOffset now)
    {
        if (found.Count == 0)
        {
            return null;
        }

        return type switch
        {
            "date" => HumanDuration.Since(DateTimeOffset.TryParse(found[0].ToString(), CultureInfo.InvariantCulture, out var time) ? time : null, now),
            "integer" or "number" or "boolean" => found[0].DeepClone(),
            _ => string.Join(',', found.Select(value => value is JsonValue ? value.ToString() : value.ToJsonString())),
        };
    }
}
