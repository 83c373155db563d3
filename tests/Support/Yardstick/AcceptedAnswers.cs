namespace Autocura.Support.Yardstick;

/// <summary>
/// Answers that are as right as a scenario's own cause and target. What is here is decided by what was done to the cluster and what would end the trouble, never
/// by what the rules happen to say; each line carries its reason.
/// </summary>
internal static class AcceptedAnswers
{
    private static readonly Dictionary<string, Fault[]> Table = new()
    {
        // Two faults at once: each of them is a right first answer, as the other is found when the first is mended.
        ["ad-and-cart-node-selector"] = [new("Unschedulable", "Deployment otel-demo/ad")],
        ["chaos-valkey-delay-and-stress"] = [new("ChaosExperiment", "Schedule chaos-mesh/valkey-cart-network-delay")],
        ["recommendation-config-and-checkout-architecture"] = [new("WrongArchitecture", "Deployment otel-demo/checkout")],
        ["autoscaler-targets"] =
        [
            new("AutoscalerMisconfigured", "HorizontalPodAutoscaler otel-demo/fraud-detection"),
            new("AutoscalerMisconfigured", "HorizontalPodAutoscaler otel-demo/image-provider"),
        ],
        ["quota-and-homepage-flood"] = [new("FeatureFlag", "ConfigMap otel-demo/flagd-config")],
        ["hotel-redeployed-on-released-volumes"] =
        [
            new("VolumeReleased", "PersistentVolume profile-pv"),
            new("VolumeReleased", "PersistentVolume rate-pv"),
            new("VolumeReleased", "PersistentVolume recommendation-pv"),
            new("VolumeReleased", "PersistentVolume reservation-pv"),
            new("VolumeReleased", "PersistentVolume user-pv"),
        ],

        // The image exists and starts, and its every answer is an error: a bad image, and a release that degraded what it serves.
        ["hotel-geo-buggy-image"] = [new("DegradedByRelease", "Deployment hotel-reservation/geo")],

        // What the operator is told asks for storage of a class, or for room, that there is not: the custom resource has to change, whichever is named.
        ["tidb-storage-class-missing"] = [new("StorageClassMissing", "TidbCluster tidb-cluster/basic")],
        ["tidb-too-many-replicas"] = [new("InsufficientCapacity", "TidbCluster tidb-cluster/basic")],

        // The release brought a script that fills the memory without end: it is killed for memory because it leaks.
        ["valkey-fill-storage"] = [new("MemoryLeak", "Deployment otel-demo/valkey-cart")],

        // Strictness is new and so is the workload's leaving the mesh: taking back either ends the trouble.
        ["strict-mutual-tls"] = [new("StrictMutualTls", "PeerAuthentication bookinfo/mtls-strict")],

        // The workload was given a lower priority and others came with a higher one: either's leaving ends the trouble.
        ["preempted-by-priority"] = [new("Preempted", "Deployment otel-demo/priority-workload")],

        // The store asks for a password that the cart does not give: the credentials differ between the two, and either can be mended.
        ["valkey-password"] = [new("WrongCredentials", "Deployment otel-demo/cart")],
    };

    /// <summary>What is accepted beside the scenario's own answer.</summary>
    public static IReadOnlyList<Fault> Beside(string scenario) => Table.GetValueOrDefault(scenario, []);

    /// <summary>The scenarios that have more than one right answer.</summary>
    internal static IEnumerable<string> Scenarios => Table.Keys;
}
