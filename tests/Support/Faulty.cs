using Autocura.Diagnosis;

namespace Autocura.Support;

/// <summary>The evidence of <see cref="Some"/> as each fault leaves it, about five minutes in.</summary>
public static class Faulty
{
    private static readonly DateTimeOffset Shipped = Some.Noon - TimeSpan.FromMinutes(7);

    /// <summary>A third release is on its way: its pod is not ready, the two of the second one still serve.</summary>
    public static Evidence Release(ContainerStateView container, params string[] changes)
    {
        var healthy = Some.Evidence();
        return healthy with
        {
            State = healthy.State! with { Revision = 3, UpdatedReplicas = 1, PodsOfAllReleases = 3, Containers = [Some.Container("shop/cart:3")] },
            Pods = [Pod("cart-3-a", 3, container), .. healthy.Pods],
            PodsInAll = 3,
            Releases = [Some.Release(3) with { CreatedAt = Shipped, Replicas = 1, ReadyReplicas = 0, Changes = changes is [] ? Some.Release(3).Changes : changes }, .. healthy.Releases],
        };
    }

    /// <summary>A pod that has never been ready.</summary>
    public static PodView Pod(string name, int release, params ContainerStateView[] containers) => Some.Pod(name, release) with
    {
        Ready = false,
        ReadySince = null,
        Phase = "Pending",
        CreatedAt = Shipped,
        Containers = containers,
    };

    public static ContainerStateView CannotPull(string message = "Back-off pulling image \"shop/cart:3\": not found") =>
        new() { Name = "app", Waiting = "ImagePullBackOff", WaitingMessage = message };

    public static ContainerStateView Crashing(int exitCode = 1, string log = "") => new()
    {
        Name = "app",
        Waiting = "CrashLoopBackOff",
        Restarts = 5,
        LastEnd = "Error",
        LastExitCode = exitCode,
        LastEndAt = Some.Noon - TimeSpan.FromSeconds(40),
        LastLog = log,
    };

    public static ContainerStateView KilledForMemory(TimeSpan? ago = null) => new()
    {
        Name = "app",
        Waiting = "CrashLoopBackOff",
        Restarts = 3,
        LastEnd = "OOMKilled",
        LastExitCode = 137,
        LastEndAt = Some.Noon - (ago ?? TimeSpan.FromSeconds(40)),
    };

    public static Evidence BadImage() => Release(CannotPull());

    public static Evidence CrashAfterRelease() => Release(Crashing());

    /// <summary>The release runs since a month; both pods are killed again and again.</summary>
    public static Evidence OutOfMemory() => WithPods(Some.Evidence(), KilledForMemory());

    public static Evidence ScaledToZero()
    {
        var healthy = Some.Evidence();
        return healthy with
        {
            State = healthy.State! with
            {
                Replicas = 0,
                UpdatedReplicas = 0,
                ReadyReplicas = 0,
                AvailableReplicas = 0,
                ReplicasBefore = 2,
                Changes = [new ChangeView("kubectl-edit", "Update", Shipped, ["spec.replicas"])],
            },
            Pods = [],
            PodsInAll = 0,
            Services = [Some.Service() with { ReadyEndpoints = 0 }],
        };
    }

    /// <summary>All pods are ready, endpoints too, and no request arrives.</summary>
    public static Evidence ServicePort() => Some.Evidence() with
    {
        Services = [Some.Service(targetPort: "9999") with { Changes = [new ChangeView("kubectl-patch", "Update", Shipped, ["spec.ports"])] }],
        ErrorRatio = 1,
        RequestRate = 3,
    };

    /// <summary>Every pod of the current release in the same plight.</summary>
    public static Evidence WithPods(Evidence evidence, ContainerStateView container) => evidence with
    {
        State = evidence.State! with { ReadyReplicas = 0, AvailableReplicas = 0 },
        Pods = [.. evidence.Pods.Select(pod => pod with { Ready = false, ReadySince = null, Containers = [container] })],
        Services = [.. evidence.Services.Select(service => service with { ReadyEndpoints = 0, NotReadyEndpoints = 2 })],
    };
}
