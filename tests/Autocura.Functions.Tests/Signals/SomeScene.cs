using Autocura.Signals;
using Autocura.Signals.Looks;
using Autocura.Support;

namespace Autocura.Functions.Tests.Signals;

/// <summary>Scenes of a namespace "shop" at noon with a healthy Deployment "cart" behind a Service of its name. Tests change what their story needs.</summary>
internal static class SomeScene
{
    public static readonly Subject Cart = new("Deployment", "shop", "cart");

    public static readonly DateTimeOffset Now = Some.Noon;

    public static SweepScene Well() => new()
    {
        Namespace = "shop",
        Now = Now,
        Terms = new SweepOptions(),
        Seen = (SceneParts)255,
        Workloads = [Workload()],
        Services = [Service()],
    };

    public static WorkloadLook Workload(string name = "cart", int wanted = 2, int ready = 2, string kind = "Deployment") => new(new Subject(kind, "shop", name))
    {
        Wanted = wanted,
        Ready = ready,
        CreatedAt = Ago(days: 30),
        PodLabels = new Dictionary<string, string> { ["app"] = name },
    };

    public static ServiceLook Service(string name = "cart", int ready = 2, string app = "cart") => new(name, Ago(days: 30), new Dictionary<string, string> { ["app"] = app }, ready);

    /// <summary>A pod of cart that has not been ready for ten minutes.</summary>
    public static PodLook Pod(params ContainerLook[] containers) => new("cart-1-a")
    {
        Workload = Cart,
        CreatedAt = Ago(days: 1),
        NotReadySince = Ago(minutes: 10),
        Node = "node-1",
        Containers = containers,
    };

    public static ContainerLook Container(string? waiting = null, int restarts = 0, string? lastEnd = null, int secondsAgo = 60) => new("app")
    {
        Waiting = waiting,
        Restarts = restarts,
        LastEnd = lastEnd,
        LastEndAt = lastEnd is null ? null : Now - TimeSpan.FromSeconds(secondsAgo),
    };

    public static SweepScene With(params PodLook[] pods) => Well() with { Pods = pods };

    public static SweepScene With(params WorkloadLook[] workloads) => Well() with { Workloads = workloads };

    public static DateTimeOffset Ago(int days = 0, int minutes = 0, int seconds = 0) => Now - TimeSpan.FromDays(days) - TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(seconds);

    /// <summary>The only finding, past its grace.</summary>
    public static Finding ShouldFind(this ISweepDetector detector, SweepScene scene)
    {
        var finding = detector.Detect(scene).ShouldHaveSingleItem();
        finding.Observation.ShouldBe(detector.Observation);
        (scene.Now - (finding.Since ?? scene.Now - finding.Grace)).ShouldBeGreaterThanOrEqualTo(finding.Grace);
        return finding;
    }

    /// <summary>Nothing, or nothing that has held long enough.</summary>
    public static void ShouldBeSilent(this ISweepDetector detector, SweepScene scene) =>
        detector.Detect(scene).Where(finding => scene.Now - (finding.Since ?? scene.Now) >= finding.Grace).ShouldBeEmpty();
}
