using System.Collections.Frozen;
using System.Text.Json;
using Autocura.Incidents;

namespace Autocura.Alerts;

/// <summary>
/// What kind of trouble an alert reports: its label <c>signal_type</c> where the rule's author gave one, else its well-known name.
/// It weighs in the risk score and nowhere else; a diagnosis never trusts a name.
/// </summary>
public static class SignalTypes
{
    private const string Label = "signal_type";

    private static readonly FrozenDictionary<string, SignalType> ByWireName =
        Enum.GetValues<SignalType>().ToFrozenDictionary(NameOf, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, SignalType> ByAlertName = new Dictionary<string, SignalType>
    {
        ["KubePodCrashLooping"] = SignalType.PodRestart,
        ["KubeContainerRestarting"] = SignalType.PodRestart,
        ["KubePodOOMKilled"] = SignalType.OomKill,
        ["KubeContainerOOMKilled"] = SignalType.OomKill,
        ["ContainerOOMKilled"] = SignalType.OomKill,
        ["KubePodNotReady"] = SignalType.PodNotReady,
        ["KubeContainerWaiting"] = SignalType.PodNotReady,
        ["KubeStatefulSetReplicasMismatch"] = SignalType.PodNotReady,
        ["KubeDaemonSetNotScheduled"] = SignalType.PodNotReady,
        ["KubeDaemonSetMisScheduled"] = SignalType.PodNotReady,
        ["KubeDeploymentReplicasMismatch"] = SignalType.PodNotReady,
        ["KubeDeploymentRolloutStuck"] = SignalType.DeployFailing,
        ["KubeDeploymentGenerationMismatch"] = SignalType.DeployFailing,
        ["KubeStatefulSetUpdateNotRolledOut"] = SignalType.DeployFailing,
        ["KubeStatefulSetGenerationMismatch"] = SignalType.DeployFailing,
        ["KubeDaemonSetRolloutStuck"] = SignalType.DeployFailing,
        ["HighRequestErrorRate"] = SignalType.ErrorRate,
        ["NoRequestsReceived"] = SignalType.ErrorRate,
        ["HighRequestLatency"] = SignalType.LatencySpike,
    }.ToFrozenDictionary();

    public static SignalType Of(Alert alert)
    {
        if (alert.Label(Label) is { } declared && ByWireName.TryGetValue(declared, out var type))
        {
            return type;
        }

        return ByAlertName.GetValueOrDefault(alert.Name, SignalType.Other);
    }

    /// <summary>The type as it stands in records and labels: "oom_kill".</summary>
    public static string NameOf(SignalType type) => JsonSerializer.SerializeToElement(type).GetString()!;
}
