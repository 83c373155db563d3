namespace Autocura.Diagnosis.Surroundings;

/// <summary>
/// The objects around a workload that can be why it is in trouble, each kind only as far as it concerns this workload. Lists are bounded; what was cut or
/// could not be read is a gap of the evidence.
/// </summary>
public sealed record SurroundingsView
{
    /// <summary>What changed near the workload: the closest relation first, then the newest; at most 20.</summary>
    public IReadOnlyList<ObjectChange> Changes { get; init; } = [];

    /// <summary>When the namespace was last measured to be healthy; null when no known good is kept.</summary>
    public DateTimeOffset? LastHealthyAt { get; init; }

    /// <summary>What the pods take their configuration from, those that are missing first; at most 20.</summary>
    public IReadOnlyList<ConfigurationView> Configurations { get; init; } = [];

    public IReadOnlyList<ClaimView> Claims { get; init; } = [];

    public IReadOnlyList<QuotaView> Quotas { get; init; } = [];

    /// <summary>Network and mesh policies that select the pods.</summary>
    public IReadOnlyList<PolicyView> Policies { get; init; } = [];

    public AutoscalerView? Autoscaler { get; init; }

    /// <summary>Nodes that run its pods, that are pressed, not ready or cordoned; at most 10, the worst first. See <see cref="NodesInAll"/>.</summary>
    public IReadOnlyList<NodeView> Nodes { get; init; } = [];

    /// <summary>Nodes that its pods may run on, those that are well and run none of them included; of a large cluster only those that were looked at.</summary>
    public int NodesInAll { get; init; }

    /// <summary>The disruption budget that selects the pods, if any.</summary>
    public DisruptionBudgetView? DisruptionBudget { get; init; }

    /// <summary>Pods that were preempted for others, and by what.</summary>
    public IReadOnlyList<PreemptionView> Preemptions { get; init; } = [];

    /// <summary>Chaos experiments that select the pods of this workload, or the nodes they run on.</summary>
    public IReadOnlyList<ExperimentView> Experiments { get; init; } = [];

    /// <summary>Those that run against other workloads of the namespace, the newest first; at most 5.</summary>
    public IReadOnlyList<NearbyExperiment> ExperimentsNearby { get; init; } = [];

    /// <summary>Admission webhooks that see the workload's pods.</summary>
    public IReadOnlyList<WebhookView> Webhooks { get; init; } = [];

    /// <summary>Certificates that the pods serve or present, by the Secrets they mount (kubernetes.io/tls): only public fields are read.</summary>
    public IReadOnlyList<CertificateView> Certificates { get; init; } = [];

    /// <summary>Services that lead to no pod now and whose name, or known good, says that they were meant for this workload.</summary>
    public IReadOnlyList<StrayServiceView> StrayServices { get; init; } = [];

    /// <summary>The custom resource or tool that owns the workload: its owner reference beyond the workload, GitOps or Helm; null when none.</summary>
    public OwnerView? Owner { get; init; }

    /// <summary>Labels of the namespace that change what runs in it (mesh, admission).</summary>
    public IReadOnlyDictionary<string, string> NamespaceLabels { get; init; } = new Dictionary<string, string>();
}
