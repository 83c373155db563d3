using Autocura.Diagnosis;
using Autocura.Diagnosis.Measurements;

namespace Autocura.Benchmarks.Numbers.RootCause.Events;

/// <summary>
/// The data's names of faults for the product's causes. What the product leaves open is told by what it has read of the service: which of its series moved most, whether it
/// was released, and what its warnings say. No number in here comes from the data.
/// </summary>
internal static class FaultClasses
{
    public const string OutOfMemory = "oom_memory_leak";
    public const string CpuSaturation = "cpu_saturation";
    public const string TrafficSurge = "traffic_surge";
    public const string ImagePull = "image_pull";
    public const string FailedScheduling = "failed_scheduling";
    public const string NodeFailure = "node_failure";
    public const string LivenessMisconfigured = "liveness_misconfig";
    public const string CrashLoop = "crashloop_config";
    public const string Network = "network_dns";
    public const string DependencySlow = "dependency_slow";
    public const string DeployErrors = "bad_deploy_errors";
    public const string DeployLatency = "bad_deploy_latency";

    public static string Of(string cause, Evidence? evidence) => cause switch
    {
        Cause.OutOfMemory or Cause.MemoryLeak => OutOfMemory,
        Cause.CpuThrottling => CpuSaturation,
        Cause.TrafficSurge => TrafficSurge,
        Cause.BadImage or Cause.WrongArchitecture => ImagePull,
        Cause.InsufficientCapacity or Cause.Unschedulable or Cause.CordonedNodes or Cause.QuotaExceeded => FailedScheduling,
        Cause.NodeNotReady or Cause.NodePressure => NodeFailure,
        Cause.WrongProbe => LivenessMisconfigured,
        Cause.CrashAfterRelease => Says(evidence, "Liveness probe failed") ? LivenessMisconfigured : MovedAtAll(evidence, Signal.Memory) ? OutOfMemory : CrashLoop,
        Cause.MissingConfiguration or Cause.MalformedConfiguration or Cause.ConfigurationChanged or Cause.BadCommand => CrashLoop,
        Cause.NameResolution or Cause.BlockedTraffic => Network,
        Cause.DegradedByRelease => Says(evidence, "dial tcp: lookup") ? Network : Released(evidence),
        _ => evidence is null ? DependencySlow : Open(evidence),
    };

    private static string Open(Evidence evidence)
    {
        if (Says(evidence, "dial tcp: lookup")) return Network;
        var series = evidence.Measurements?.Series ?? [];
        var strained = series.Any(one => one is { Signal: Signal.CpuThrottling, Shift: > 0, ChangedAt: not null, After: >= 0.25 });
        if (strained) return CpuSaturation;
        if (Surges(series)) return TrafficSurge;
        if (evidence.Releases is [{ } newest, _, ..] && newest.CreatedAt >= evidence.Onset - TimeSpan.FromMinutes(15)) return Released(evidence);
        return Moved(series, Signal.ErrorRatio) > 0 ? Network : DependencySlow;
    }

    // Errors weigh more than the time that they take.
    private static string Released(Evidence? evidence)
    {
        var series = evidence?.Measurements?.Series ?? [];
        return Moved(series, Signal.ErrorRatio) > 0 ? DeployErrors : DeployLatency;
    }

    private static bool Surges(IReadOnlyList<SeriesView> series) => series.Any(one => one is { Signal: Signal.RequestRate, Shift: > 0, ChangedAt: not null } && one.After >= 1.5 * one.Before);

    private static bool MovedAtAll(Evidence? evidence, string signal) => evidence?.Measurements?.Series.Any(one => one.Signal == signal && one.ChangedAt is not null) == true;

    private static double Moved(IReadOnlyList<SeriesView> series, string signal) => series.FirstOrDefault(one => one.Signal == signal && one.ChangedAt is not null)?.Shift ?? 0;

    private static bool Says(Evidence? evidence, string words) => evidence?.Warnings.Any(warning => warning.Message.Contains(words, StringComparison.Ordinal)) == true;
}
