using Autocura.Alerts;
using Autocura.Diagnosis;
using Autocura.Incidents;

namespace Autocura.Support;

/// <summary>
/// Evidence about a Deployment shop/cart with two ready pods on its second release, served by one Service, in the words the cluster would use. Tests change
/// what their story needs.
/// </summary>
public static class Some
{
    /// <summary>When the evidence is collected.</summary>
    public static readonly DateTimeOffset Noon = new(2030, 1, 15, 12, 0, 0, TimeSpan.Zero);

    public const long MiB = MemoryQuantity.MiB;

    public static readonly WorkloadRef Cart = new("test", "Deployment", "shop", "cart");

    public static Alert Alert(string name = "KubePodNotReady", AlertStatus status = AlertStatus.Firing, TimeSpan? ago = null) => new()
    {
        Status = status,
        Fingerprint = name,
        StartsAt = Noon - (ago ?? TimeSpan.FromMinutes(5)),
        Labels = new Dictionary<string, string> { ["alertname"] = name, ["namespace"] = "shop", ["deployment"] = "cart" },
    };

    public static AlertSignal Signal(string name = "KubePodNotReady", AlertStatus status = AlertStatus.Firing) => new(Alert(name, status), SignalType.PodNotReady);

    public static Incident Incident(params AlertSignal[] signals) => new()
    {
        Workload = Cart,
        OpenedAt = Noon - TimeSpan.FromMinutes(4),
        Signals = signals is [] ? [Signal()] : signals,
    };

    /// <summary>A healthy workload about which an alert still fires.</summary>
    public static Evidence Evidence() => new()
    {
        Workload = Cart,
        CollectedAt = Noon,
        Onset = Noon - TimeSpan.FromMinutes(5),
        State = State(),
        Pods = [Pod("cart-2-a"), Pod("cart-2-b")],
        PodsInAll = 2,
        Releases = [Release(2), Release(1) with { CreatedAt = Noon - TimeSpan.FromDays(60), Replicas = 0, ReadyReplicas = 0 }],
        Services = [Service()],
        Signals = [Signal()],
    };

    public static WorkloadView State() => new()
    {
        Uid = "cart-uid",
        Replicas = 2,
        UpdatedReplicas = 2,
        ReadyReplicas = 2,
        AvailableReplicas = 2,
        Generation = 2,
        ObservedGeneration = 2,
        Revision = 2,
        Containers = [Container()],
        PodLabels = new Dictionary<string, string> { ["app"] = "cart" },
    };

    public static ContainerView Container(string image = "shop/cart:2", long? memory = 128 * MiB) =>
        new("app", image, memory, memory / 2, [new PortView("http", 8080)]);

    /// <summary>A pod of a release that has been ready for a month.</summary>
    public static PodView Pod(string name, int release = 2) => new()
    {
        Name = name,
        Owner = $"cart-{release}",
        Release = $"cart-{release}",
        Phase = "Running",
        Ready = true,
        ReadySince = Noon - TimeSpan.FromDays(30),
        Node = "node-1",
        CreatedAt = Noon - TimeSpan.FromDays(30),
        Containers = [new ContainerStateView { Name = "app", Ready = true }],
    };

    public static ReleaseView Release(int revision) => new()
    {
        Revision = revision,
        Name = $"cart-{revision}",
        CreatedAt = Noon - TimeSpan.FromDays(30),
        Replicas = 2,
        ReadyReplicas = 2,
        Containers = [Container($"shop/cart:{revision}")],
        Changes = revision == 1 ? [] : [ReleaseChange.Line(ReleaseChange.Image, "app", $"shop/cart:{revision - 1} -> shop/cart:{revision}")],
    };

    public static ServiceView Service(string name = "cart", string targetPort = "8080") => new()
    {
        Name = name,
        Ports = [new ServicePortView("http", 80, targetPort)],
        ReadyEndpoints = 2,
    };
}
