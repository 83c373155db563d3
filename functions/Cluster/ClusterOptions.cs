namespace Autocura.Cluster;

/// <summary>
/// One cluster, and how it is spoken to: the settings under <c>Cluster:</c> for the home cluster, and under <c>Clusters:</c> and a key for each further
/// one, which takes from home what it does not set.
/// </summary>
public sealed record ClusterOptions
{
    /// <summary>The name in incidents, records and the label <c>cluster</c> of alerts. Change it and the workloads' instance ids change too.</summary>
    public string Name { get; init; } = "default";

    /// <summary>Path of a kubeconfig; empty: KUBECONFIG, else the user's own kubeconfig, else the pod's service account.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>Context of the kubeconfig; empty: its current one.</summary>
    public string? Context { get; init; }

    /// <summary>The cluster that this runs in, by its pod's service account, whatever kubeconfigs there are.</summary>
    public bool InCluster { get; init; }

    /// <summary>The namespaces to look after, separated by commas, where the rights are for these alone. Empty: all but the protected ones.</summary>
    public string Namespaces { get; init; } = "";

    /// <summary>Longest wait for one answer of the API server.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest time for one request with all its repeats; what it is part of tries again later.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a request is sent at most; 1: never again.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>Requests at a time.</summary>
    public int Concurrency { get; init; } = 16;

    /// <summary>Requests a second; after a quiet time twice as many at once.</summary>
    public int RequestsPerSecond { get; init; } = 50;

    /// <summary>What the API server's audit log shows as the caller.</summary>
    public string UserAgent { get; init; } = $"autocura-functions/{typeof(ClusterOptions).Assembly.GetName().Version?.ToString(3)}";

    internal IReadOnlyList<string> NamedNamespaces() => Namespaces.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Every setting that is wrong: which, and what it may be. <paramref name="section"/> is where it stands.</summary>
    internal IEnumerable<string> Problems(string section)
    {
        if (string.IsNullOrWhiteSpace(Name)) yield return $"{section}:Name is empty; it must be the value of the label 'cluster' in this cluster's alerts.";
        if (Name.Contains('|', StringComparison.Ordinal)) yield return $"{section}:Name is '{Name}'; it cannot contain '|'.";
        if (!string.IsNullOrEmpty(Context) && string.IsNullOrEmpty(Kubeconfig)) yield return $"{section}:Context is '{Context}' without {section}:Kubeconfig: name the file that it is in.";
        if (InCluster && !string.IsNullOrEmpty(Kubeconfig)) yield return $"{section}:InCluster and {section}:Kubeconfig are both set: use one way to the cluster.";
        if (NamedNamespaces().FirstOrDefault(name => !name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')) is { } odd) yield return $"{section}:Namespaces names '{odd}': use names of namespaces, separated by commas.";
        if (Timeout < TimeSpan.FromSeconds(0.2) || Timeout > TimeSpan.FromMinutes(5)) yield return $"{section}:Timeout is {Timeout}: use 00:00:00.2 to 00:05:00.";
        if (Patience < Timeout || Patience > TimeSpan.FromHours(1)) yield return $"{section}:Patience is {Patience}: use at least {section}:Timeout ({Timeout}) and at most 01:00:00.";
        if (Attempts is < 1 or > 20) yield return $"{section}:Attempts is {Attempts}: use 1 to 20.";
        if (Concurrency is < 1 or > 1000) yield return $"{section}:Concurrency is {Concurrency}: use 1 to 1000.";
        if (RequestsPerSecond is < 1 or > 10_000) yield return $"{section}:RequestsPerSecond is {RequestsPerSecond}: use 1 to 10000.";
    }
}
