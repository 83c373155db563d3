using Autocura.Incidents;

namespace Autocura.Policies.Healing;

/// <summary>A policy and everything that decides which of its rungs can be taken now.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Spec">What its author wrote.</param>
/// <param name="Target">The workload.</param>
/// <param name="Readings">Its metrics, as they are now.</param>
public sealed record HealingState(ObjectRef Policy, HealingPolicySpec Spec, WorkloadRef Target, IReadOnlyList<MetricReading> Readings)
{
    public int Replicas { get; init; }

    /// <summary>The autoscaler that owns the replicas; null when none does.</summary>
    public string? ScaledBy { get; init; }

    /// <summary>Healings tried since all was well.</summary>
    public int Attempts { get; init; }

    /// <summary>When it last healed (UTC); null: never.</summary>
    public DateTimeOffset? LastHealing { get; init; }

    /// <summary>Images by the command that they carry out.</summary>
    public IReadOnlyDictionary<string, string> Commands { get; init; } = new Dictionary<string, string>();

    /// <summary>What tells this incident from others, for the names of what is made for it: at most ten letters or digits.</summary>
    public string Incident { get; init; } = "";

    public IEnumerable<MetricReading> Breached => Readings.Where(reading => reading.IsBreached);
}
