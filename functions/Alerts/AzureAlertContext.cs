using System.Text.Json;

namespace Autocura.Alerts;

/// <summary>
/// What the services of Azure Monitor tell of an alert beside its essentials, each in its own shape: criteria with dimensions, a search with dimensions, or
/// Prometheus' own labels. Dimensions are named as their owners liked; those that name an object of a cluster get its label.
/// </summary>
internal static class AzureAlertContext
{
    private const int MostCriteria = 8;

    public static void AddTo(AlertDraft draft, JsonElement context, JsonElement properties)
    {
        // Managed Prometheus: the rule's own labels and annotations, which say all there is.
        foreach (var (name, value) in context.TextsAt("labels").Concat(properties.TextsAt()))
        {
            draft.Label(name is "cluster" ? "aks_cluster" : name, value);
        }

        foreach (var (name, value) in context.TextsAt("annotations"))
        {
            draft.Annotation(name, value);
        }

        var criteria = context.ListAt("condition", "allOf").Take(MostCriteria).ToList();
        foreach (var dimension in criteria.SelectMany(criterion => criterion.ListAt("dimensions")).Concat(context.ListAt("Dimensions")))
        {
            AddDimension(draft, dimension.TextAt("name"), dimension.TextAt("value"));
        }

        draft
            .Annotation("condition", string.Join("; ", criteria.Select(Words).OfType<string>()))
            .Annotation("expression", context.TextAt("expression"))
            .Annotation("search", criteria.Select(criterion => criterion.TextAt("searchQuery")).OfType<string>().FirstOrDefault() ?? context.TextAt("SearchQuery"))
            .Annotation("search_results", criteria.Select(criterion => criterion.TextAt("linkToFilteredSearchResultsUI")).OfType<string>().FirstOrDefault() ?? context.TextAt("LinkToFilteredSearchResultsUI"))
            .Annotation("operation", context.TextAt("operationName"));
    }

    private static void AddDimension(AlertDraft draft, string? name, string? value)
    {
        if (name is null)
        {
            return;
        }

        // "Kubernetes namespace", "kubernetes_namespace", "KubernetesNamespace"
        var plain = string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        draft.Label(
            plain switch
            {
                "namespace" or "kubernetesnamespace" or "k8snamespace" or "podnamespace" => "namespace",
                "pod" or "podname" or "kubernetespodname" => "pod",
                "controllername" or "replicaset" => "replicaset", // Container Insights names what controls the pod
                "deployment" or "deploymentname" or "kubernetesdeployment" => "deployment",
                "statefulset" or "statefulsetname" => "statefulset",
                "daemonset" or "daemonsetname" => "daemonset",
                "service" or "servicename" or "kubernetesservice" => "service",
                "node" or "nodename" or "host" or "computer" => "node",
                "cluster" or "clustername" => "aks_cluster",
                "" => "dimension",
                _ => $"dimension_{plain}",
            },
            value);
    }

    /// <summary>"Percentage CPU GreaterThan 25 (31.1)".</summary>
    private static string? Words(JsonElement criterion) => (criterion.TextAt("metricName") ?? criterion.TextAt("metricMeasureColumn")) is { } metric
        ? $"{metric} {criterion.TextAt("operator")} {criterion.TextAt("threshold")} ({criterion.TextAt("metricValue") ?? "no value"})"
        : null;
}
