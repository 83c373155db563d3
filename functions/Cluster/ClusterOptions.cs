namespace Autocura.Cluster;

/// <summary>Which cluster, from the settings under <c>Cluster:</c>.</summary>
public sealed record ClusterOptions
{
    /// <summary>The name that stands in incidents and records. Change it and the workloads' instance ids change too.</summary>
    public string Name { get; init; } = "default";

    /// <summary>Path of a kubeconfig; empty: the pod's own service account, else the user's default kubeconfig.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>Context of the kubeconfig; empty: its current one.</summary>
    public string? Context { get; init; }

    /// <summary>Longest wait for one answer of the API server.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What the API server's audit log shows as the caller.</summary>
    public string UserAgent { get; init; } = $"autocura-functions/{typeof(ClusterOptions).Assembly.GetName().Version?.ToString(3)}";
}
