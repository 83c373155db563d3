namespace Autocura.Forecasting;

/// <summary>The settings under <c>Autocura:Forecast:</c>: what is foreseen, from what, and how sure it must be.</summary>
public sealed record ForecastOptions
{
    /// <summary>
    /// PromQL for the share of its memory limit that each container uses, 0 to 1, by <c>namespace</c> and <c>pod</c>. <c>$of</c> stands for matchers that choose the cluster and what is asked
    /// about. Empty: not looked at, as each of these.
    /// </summary>
    public string Memory { get; init; } =
        "max by (namespace, pod) (container_memory_working_set_bytes{container!=\"\",$of} / on (namespace, pod, container) kube_pod_container_resource_limits{resource=\"memory\",$of})";

    /// <summary>As <see cref="Memory"/>, of the space on each claimed volume, by <c>namespace</c> and <c>persistentvolumeclaim</c>.</summary>
    public string Disk { get; init; } =
        "max by (namespace, persistentvolumeclaim) (kubelet_volume_stats_used_bytes{$of} / on (namespace, persistentvolumeclaim) kubelet_volume_stats_capacity_bytes{$of})";

    /// <summary>As <see cref="Memory"/>, of each quota, by <c>namespace</c> and <c>resourcequota</c>.</summary>
    public string Quota { get; init; } =
        "max by (namespace, resourcequota) (kube_resourcequota{type=\"used\",$of} / on (namespace, resourcequota, resource) kube_resourcequota{type=\"hard\",$of})";

    /// <summary>Time between two looks.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long before memory is full that is told.</summary>
    public TimeSpan MemoryWithin { get; init; } = TimeSpan.FromHours(4);

    /// <summary>How long before a volume or a quota is full that is told.</summary>
    public TimeSpan DiskWithin { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How probable it must be, above 0 and below 1.</summary>
    public double Probability { get; init; } = 0.5;

    /// <summary>For how long fewer replicas must have been enough, without a break, before they are proposed.</summary>
    public TimeSpan SpareFor { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Every setting that is wrong: which, and what it may be.</summary>
    internal IEnumerable<string> Problems()
    {
        foreach (var (name, query) in new[] { (nameof(Memory), Memory), (nameof(Disk), Disk), (nameof(Quota), Quota) })
        {
            if (query.Length > 0 && !query.Contains("$of", StringComparison.Ordinal)) yield return $"Autocura:Forecast:{name} is '{query}'; it must use $of, or be empty.";
        }

        foreach (var (name, within) in new[] { (nameof(MemoryWithin), MemoryWithin), (nameof(DiskWithin), DiskWithin) })
        {
            if (within < TimeSpan.FromMinutes(10) || within > TimeSpan.FromDays(30)) yield return $"Autocura:Forecast:{name} is {within}; use 00:10:00 to 30.00:00:00.";
        }

        if (Every < TimeSpan.FromMinutes(1) || Every > TimeSpan.FromHours(1)) yield return $"Autocura:Forecast:Every is {Every}; use 00:01:00 to 01:00:00.";
        if (Probability is not (> 0 and < 1)) yield return $"Autocura:Forecast:Probability is {Probability}; use more than 0 and less than 1.";
        if (SpareFor < TimeSpan.FromMinutes(5) || SpareFor > TimeSpan.FromDays(1)) yield return $"Autocura:Forecast:SpareFor is {SpareFor}; use 00:05:00 to 1.00:00:00.";
    }
}
