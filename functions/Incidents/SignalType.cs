using System.Text.Json.Serialization;

namespace Autocura.Incidents;

/// <summary>What kind of trouble a signal reports; each has a weight in the risk score.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SignalType>))]
public enum SignalType
{
    [JsonStringEnumMemberName("other")] Other,
    [JsonStringEnumMemberName("oom_kill")] OomKill,
    [JsonStringEnumMemberName("error_rate")] ErrorRate,
    [JsonStringEnumMemberName("deploy_failing")] DeployFailing,
    [JsonStringEnumMemberName("latency_spike")] LatencySpike,
    [JsonStringEnumMemberName("pod_restart")] PodRestart,
    [JsonStringEnumMemberName("pod_not_ready")] PodNotReady,
}
