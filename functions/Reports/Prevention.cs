using System.Collections.Frozen;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis;

namespace Autocura.Reports;

/// <summary>What would have kept an incident from happening, or from being felt: by its cause, by what had to be decided, and by how often it came.</summary>
internal static class Prevention
{
    private const string BeforeRelease = "Try a release on a part of the pods, or in a ParallelEnvironment with a verification window, before it reaches all of them.";
    private const string Watched = "Declare a RollbackPolicy for the workload: it judges each release by its own numbers and takes a bad one back.";
    private const string AsCode = "Keep this configuration with the manifests and check it in the pipeline: kubectl diff and a server-side dry run would have shown it.";
    private const string Admission = "Refuse such manifests where they enter: an admission policy (ValidatingAdmissionPolicy) can demand what was missing.";
    private const string Capacity = "Declare the load that a replica carries (autocura.io/threshold): load is forecast, and replicas are there before they are needed.";
    private const string Spread = "Spread the replicas over nodes and zones (topologySpreadConstraints) and declare a PodDisruptionBudget that leaves room for one.";
    private const string Platform = "Watch the platform under it with an alert of its own: the workload was not at fault.";

    private static readonly FrozenDictionary<string, string[]> ByCause = new Dictionary<string, string[]>
    {
        [Cause.BadImage] = ["Have the pipeline pull the image by its digest before it changes the workload.", BeforeRelease],
        [Cause.WrongArchitecture] = ["Build images for every architecture of the cluster's nodes, or pin the workload with a nodeSelector.", Admission],
        [Cause.BadCommand] = [BeforeRelease, Watched],
        [Cause.WrongBinary] = [BeforeRelease, Watched],
        [Cause.CrashAfterRelease] = [BeforeRelease, Watched],
        [Cause.DegradedByRelease] = [Watched, BeforeRelease],
        [Cause.HangingInitContainer] = ["Give init containers a deadline of their own (activeDeadlineSeconds, or a time-out in the command).", BeforeRelease],
        [Cause.WrongProbe] = ["Test probes against the image in the pipeline: a probe that never passes is a release that never serves.", BeforeRelease],
        [Cause.WrongAddress] = [AsCode, "Let a workload fail its readiness probe while what it needs cannot be reached, so that a rollout stops by itself."],
        [Cause.NameResolution] = ["Watch the cluster's DNS with an alert of its own, and run it with more than one replica.", AsCode],
        [Cause.MalformedConfiguration] = [AsCode, "Let the application check its configuration at start and say what is wrong."],
        [Cause.MissingConfiguration] = [AsCode, Admission],
        [Cause.ConfigurationChanged] = ["Name ConfigMaps by their content and make them immutable: a change is a release then, and can be taken back.", AsCode],
        [Cause.FeatureFlag] = ["Release flags to a part of the users first, and tie them to an alert.", Watched],
        [Cause.WrongCredentials] = ["Rotate credentials in two steps: the new one is accepted before the old one is refused.", "Alert on refused logins."],
        [Cause.TlsRequired] = ["Change both sides of a connection in two steps: accept both, then demand TLS.", AsCode],
        [Cause.CertificateExpired] = ["Renew certificates by a controller (cert-manager) and alert two weeks before one ends."],
        [Cause.OperatorMisconfigured] = [AsCode, Platform],
        [Cause.AdmissionWebhook] = ["Give webhooks failurePolicy: Ignore where refusing is worse than letting through, a short timeout, and more than one replica.", Platform],
        [Cause.Unschedulable] = ["Alert on pods that are pending for minutes; check node selectors, affinities and tolerations in the pipeline.", Admission],
        [Cause.InsufficientCapacity] = ["Let the nodes scale with the pods (cluster autoscaler), and keep room for one rollout.", Capacity],
        [Cause.CordonedNodes] = ["Let maintenance drain nodes and uncordon them by a tool that does both; alert on nodes that stay cordoned.", Spread],
        [Cause.Preempted] = ["Give what serves users a PriorityClass above what can wait.", "Let the nodes scale with the pods (cluster autoscaler)."],
        [Cause.QuotaExceeded] = ["Alert on quotas at 80 %: exhaustion is forecast for those that are watched.", "Leave room in the quota for the surge of a rollout."],
        [Cause.NodeNotReady] = [Spread, Platform],
        [Cause.NodePressure] = ["Set requests and limits for everything on the node, its daemons too.", Spread],
        [Cause.NoisyNeighbour] = ["Set limits for the neighbour, and requests that say what this workload needs.", "Keep what serves users on nodes of its own, or give it Guaranteed quality of service."],
        [Cause.DisruptionBudgetDeadlock] = ["Let a PodDisruptionBudget always leave room for one pod: fewer than all, and unhealthyPodEvictionPolicy: AlwaysAllow."],
        [Cause.MissingVolumeClaim] = [AsCode, Admission],
        [Cause.VolumeReleased] = ["Keep volumes with reclaimPolicy: Retain and a documented way back.", AsCode],
        [Cause.StorageClassMissing] = [AsCode, Platform],
        [Cause.OutOfMemory] = ["Set the memory limit from what is measured at peak load, with room.", "Exhaustion of memory is forecast where a limit is set and the container is measured."],
        [Cause.MemoryLeak] = ["Exhaustion is announced before the limit is reached: let the anticipatory incident restart it in time.", Watched, "Profile the heap of the release that brought it."],
        [Cause.CpuThrottling] = ["Set CPU requests from what is measured at peak load, and limits well above or none.", Capacity],
        [Cause.TrafficSurge] = [Capacity, "Shed load at the door (rate limits) above what the largest number of replicas carries."],
        [Cause.ConnectionPoolExhausted] = ["Bound the pool of each replica so that all of them together stay below what the database takes.", "Alert on the share of the pool in use, not on its failures."],
        [Cause.ScaledToZero] = ["Guard the number of replicas (minReplicas of an autoscaler, or an admission policy that refuses none in production)."],
        [Cause.AutoscalerMisconfigured] = [AsCode, Capacity],
        [Cause.AutoscalerWithoutMetrics] = ["Alert on autoscalers that cannot read their metrics (condition ScalingActive), and run the metrics server with more than one replica."],
        [Cause.ServicePortMismatch] = [AsCode, "Name ports, and let Services target names: a number that changes does not break them."],
        [Cause.ServiceSelectorMismatch] = [AsCode, "Alert on Services without ready endpoints."],
        [Cause.ServiceMissing] = [AsCode, "Let GitOps keep what should be there (automated sync with self-heal)."],
        [Cause.BlockedTraffic] = ["Try network policies in a copy, or where the network supports it in audit mode, before they are enforced.", AsCode],
        [Cause.MeshExcluded] = [AsCode, Admission],
        [Cause.StrictMutualTls] = ["Move to STRICT in two steps: PERMISSIVE until no plain traffic is counted.", AsCode],
        [Cause.ApiServerFlooded] = ["Bound clients by APIPriorityAndFairness, and watch instead of listing.", Platform],
        [Cause.ChaosExperiment] = ["Announce experiments: a silence or a change window keeps people from being called for them."],
        [Cause.DependencyDown] = ["Give calls to what it depends on a time-out, a circuit breaker and an answer for when it is away.", "Heal the origin: see its own report."],
        [Cause.NothingWrong] = ["Mend the alert: it fired while nothing was wrong with the workload."],
        [Cause.Unknown] = ["Let it be measured: requests, errors and latency by service, logs that can be read, and the history of its releases narrow the cause down."],
    }.ToFrozenDictionary();

    /// <summary>The causes that there is advice for.</summary>
    public static IReadOnlyCollection<string> Causes => ByCause.Keys;

    public static IEnumerable<string> Of(IncidentFile file)
    {
        foreach (var advice in ByCause.GetValueOrDefault(file.Cause ?? Cause.Unknown, ByCause[Cause.Unknown]))
        {
            yield return advice;
        }

        if (Recurrence.SameCause(file) is > 0 and var times)
        {
            yield return $"It came back {(times == 1 ? "once" : $"{times} times")} in 30 days after the same remedy: that remedy treats the symptom. Plan the lasting one.";
        }

        if (file.Plans.Any(plan => plan.Text("status", "review", "decidedBy") is not null) && file.Issue.Text("status", "outcome") == "Healed")
        {
            yield return "A person had to approve what then helped: where that is always so, the mode auto for this action (autocura.io/allowed-actions) saves the wait.";
        }
    }
}
