using System.Collections.Frozen;

namespace Autocura.Diagnosis;

/// <summary>
/// What is believed of a cause before anything is seen: its share among the rows of two public fault suites at object level, as the fault catalogue lists them.
/// A row is counted once, under the cause that its scenario names: ITBench's 67 scenarios, AIOpsLab's 14 mitigation problems, its 5 experiments, 10 flags and 5 operator
/// problems that are only to be detected, and its 3 controls; 104 in all, of which 5 cannot be replayed (users and passwords inside of a database). Four numbers are
/// taken and not counted, and say so. Laplace's rule of succession, (cases + 1) / (all cases + causes), keeps a cause possible that the suites do not have. Where
/// outcomes of this very system are known, <see cref="Experience"/> moves it on.
/// </summary>
internal static class PriorShare
{
    private static readonly FrozenDictionary<string, int> Cases = new Dictionary<string, int>
    {
        [Cause.BadImage] = 3,
        [Cause.WrongArchitecture] = 2,
        [Cause.BadCommand] = 1,
        [Cause.WrongBinary] = 1,

        // Taken: whatever else a release breaks, as often as the rows above and below that a release brings.
        [Cause.CrashAfterRelease] = 9,
        [Cause.DegradedByRelease] = 4,
        [Cause.HangingInitContainer] = 1,
        [Cause.WrongProbe] = 1,
        [Cause.WrongAddress] = 2,
        [Cause.NameResolution] = 1,
        [Cause.MalformedConfiguration] = 2,
        [Cause.MissingConfiguration] = 0,
        [Cause.ConfigurationChanged] = 0,
        [Cause.FeatureFlag] = 25,
        [Cause.WrongCredentials] = 6,
        [Cause.TlsRequired] = 1,
        [Cause.CertificateExpired] = 0,
        [Cause.OperatorMisconfigured] = 5,
        [Cause.AdmissionWebhook] = 0,
        [Cause.Unschedulable] = 3,
        [Cause.InsufficientCapacity] = 0,
        [Cause.CordonedNodes] = 1,
        [Cause.Preempted] = 1,
        [Cause.QuotaExceeded] = 2,
        [Cause.NodeNotReady] = 0,
        [Cause.NodePressure] = 0,
        [Cause.NoisyNeighbour] = 0,
        [Cause.DisruptionBudgetDeadlock] = 0,
        [Cause.MissingVolumeClaim] = 1,
        [Cause.VolumeReleased] = 1,
        [Cause.StorageClassMissing] = 0,
        [Cause.OutOfMemory] = 2,
        [Cause.MemoryLeak] = 0,
        [Cause.CpuThrottling] = 0,
        [Cause.TrafficSurge] = 0,
        [Cause.ConnectionPoolExhausted] = 0,
        [Cause.ScaledToZero] = 2,
        [Cause.AutoscalerMisconfigured] = 1,
        [Cause.AutoscalerWithoutMetrics] = 0,
        [Cause.ServicePortMismatch] = 4,
        [Cause.ServiceSelectorMismatch] = 1,
        [Cause.ServiceMissing] = 1,
        [Cause.BlockedTraffic] = 2,
        [Cause.MeshExcluded] = 1,
        [Cause.StrictMutualTls] = 1,
        [Cause.ApiServerFlooded] = 1,
        [Cause.ChaosExperiment] = 24,

        // Taken: an alert is as often as not about who suffers. Of the first alerts of the catalogue's plays, every third was about a workload at which nothing is wrong.
        [Cause.DependencyDown] = 30,
        [Cause.NothingWrong] = 4,

        // A suite injects only what its authors can name. In the field much of what happens is seen on no object: this is taken, not counted, as about
        // every third incident.
        [Cause.Unknown] = 60,
    }.ToFrozenDictionary();

    private static readonly double Whole = Cases.Values.Sum() + Cases.Count;

    /// <summary>The causes that have a share.</summary>
    public static IEnumerable<string> Causes => Cases.Keys;

    /// <summary>The share of a cause, above 0 and below 1; all of them add up to 1.</summary>
    public static double Of(string cause) => (Cases[cause] + 1) / Whole;
}
