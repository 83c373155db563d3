namespace Autocura.Embedded.Cluster.Extensions.ChaosMesh;

/// <summary>A kind of experiment: its plural, and whether it acts on containers rather than on pods.</summary>
internal sealed record ChaosKind(string Kind, string Plural, bool OfContainers = false)
{
    public const string Group = "chaos-mesh.org";
    public const string ApiVersion = $"{Group}/v1alpha1";

    public static ChaosKind Pod { get; } = new("PodChaos", "podchaos");

    public static ChaosKind Network { get; } = new("NetworkChaos", "networkchaos");

    public static ChaosKind Stress { get; } = new("StressChaos", "stresschaos", OfContainers: true);

    public static ChaosKind Http { get; } = new("HTTPChaos", "httpchaos");

    public static ChaosKind Jvm { get; } = new("JVMChaos", "jvmchaos", OfContainers: true);

    public static ChaosKind Io { get; } = new("IOChaos", "iochaos", OfContainers: true);

    public static ChaosKind Time { get; } = new("TimeChaos", "timechaos", OfContainers: true);

    public static ChaosKind Dns { get; } = new("DNSChaos", "dnschaos", OfContainers: true);

    public static IReadOnlyList<ChaosKind> All { get; } = [Pod, Network, Stress, Http, Jvm, Io, Time, Dns];

    public static ChaosKind? Of(ObjectKey key) => key.Group == Group ? All.FirstOrDefault(kind => kind.Plural == key.Plural) : null;

    public ObjectKey Key(string? ns, string name) => new(Group, Plural, ns, name);
}
