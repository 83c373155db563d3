namespace Autocura.Metrics.Logs;

/// <summary>The settings under <c>AzureMonitor:</c>. Without a workspace or a resource no logs are asked for outside the cluster.</summary>
public sealed class AzureMonitorOptions
{
    /// <summary>Id (a GUID) of the Log Analytics workspace that the clusters' containers log to.</summary>
    public string WorkspaceId { get; set; } = "";

    /// <summary>Id of the AKS cluster, instead of the workspace: whatever it has logged, in any workspace.</summary>
    public string ResourceId { get; set; } = "";

    /// <summary>Base address of the query service; other clouds have another.</summary>
    public Uri Endpoint { get; set; } = new("https://api.loganalytics.io");

    /// <summary>
    /// The KQL. <c>$cluster</c>, <c>$namespace</c> and <c>$workload</c> stand for quoted texts, <c>$limit</c> for a number. What it projects becomes one line a row.
    /// </summary>
    public string Query { get; set; } =
        "ContainerLogV2 | where PodNamespace == $namespace and PodName startswith strcat($workload, '-')"
        + " | where LogSource == 'stderr' or LogLevel in~ ('critical', 'error', 'warning')"
        + " | top $limit by TimeGenerated desc | project TimeGenerated, PodName, ContainerName, LogMessage";

    /// <summary>How long before the onset and after it the logs are looked at.</summary>
    public TimeSpan Around { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long the service may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    internal bool IsConfigured => WorkspaceId.Length > 0 || ResourceId.Length > 0;

    internal IEnumerable<string> Problems()
    {
        if (WorkspaceId.Length > 0 && ResourceId.Length > 0) yield return "AzureMonitor:WorkspaceId and AzureMonitor:ResourceId are both set: ask one of them.";
        if (WorkspaceId.Length > 0 && !Guid.TryParse(WorkspaceId, out _)) yield return $"AzureMonitor:WorkspaceId is '{WorkspaceId}'; it is the workspace's id, a GUID, not its name.";
        if (ResourceId.Length > 0 && !ResourceId.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase)) yield return $"AzureMonitor:ResourceId is '{ResourceId}'; it begins with /subscriptions/.";
        if (!Endpoint.IsAbsoluteUri || Endpoint.Scheme != Uri.UriSchemeHttps) yield return $"AzureMonitor:Endpoint is '{Endpoint}'; use an https address.";
        if (!Query.Contains("$namespace", StringComparison.Ordinal) || !Query.Contains("$workload", StringComparison.Ordinal)) yield return "AzureMonitor:Query does not use $namespace and $workload: it would read the logs of others.";
        if (Around <= TimeSpan.Zero || Around > TimeSpan.FromHours(6)) yield return $"AzureMonitor:Around is {Around}; use more than zero and at most 06:00:00.";
        if (Timeout < TimeSpan.FromSeconds(1) || Timeout > TimeSpan.FromMinutes(3)) yield return $"AzureMonitor:Timeout is {Timeout}; use 00:00:01 to 00:03:00.";
    }
}
