using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;

using Autocura.Support;

namespace Autocura.Functions.Tests.Diagnosis;

/// <summary>Evidence of which every list is as long as 5,000 pods can make it, and every text as long as a reader lets it be.</summary>
internal static class Crowded
{
    private const int Crowd = 5000;

    private static readonly string Line = string.Concat(Enumerable.Repeat("a line of text, ", 20))[..300];
    private static readonly string Log = string.Concat(Enumerable.Repeat(Line, 7))[..2000];
    private static readonly FieldChange Field = new($"spec.{Line[..100]}", Line[..200], Line[..200]);

    public static Evidence Own()
    {
        var crashing = Faulty.Crashing(log: Log) with { WaitingMessage = Line, Log = Log[..1000] };
        var broken = Faulty.Release(crashing, [.. Many(20, index => ReleaseChange.Line(ReleaseChange.Environment, $"app-{index}", Line[..150]))]);
        var containers = Many(20, Container);
        return Behind(broken) with
        {
            State = broken.State! with { Containers = [.. broken.State.Containers, .. containers], Annotations = new Dictionary<string, string> { ["autocura.io/note"] = Log[..1000] } },
            Releases = [.. Behind(broken).Releases.Select(release => release with { Containers = [.. release.Containers, .. containers] })],
            Pods = [.. Behind(broken).Pods.Select(pod => pod with { Containers = [.. Many(5, Sidecar), crashing] })],
        };
    }

    /// <summary>The fault, and behind it as much as there can be of pods like its last one, of older warnings and releases, and of alerts.</summary>
    public static Evidence Behind(Evidence fault) => fault with
    {
        Pods = fault.Pods is [.., var last] ? [.. fault.Pods, .. Many(Crowd, index => last with { Name = $"{last.Name}-{index}" })] : [],
        PodsInAll = fault.Pods.Count > 0 ? Crowd : 0,
        Warnings = [.. fault.Warnings, .. Many(Crowd, index => new EventView("Noted", Line, $"Pod/cart-{index}", index, Some.Noon - TimeSpan.FromHours(1)))],
        Releases = [.. fault.Releases, .. Many(10, index => Some.Release(1) with { Revision = -index, Name = $"cart-old-{index}", Replicas = 0, ReadyReplicas = 0, CreatedAt = Some.Noon - TimeSpan.FromDays(90 + index), Changes = [Line[..200]] })],
        Signals = [.. fault.Signals, .. Many(50, index => Some.Signal($"Alert{index}") with { Alert = Some.Alert($"Alert{index}") with { Annotations = new Dictionary<string, string> { ["description"] = Line } } })],
    };

    public static SurroundingsView Around() => new()
    {
        Changes = Many(Crowd, index => Nearby.Change(Nearby.Named("ConfigMap", $"features-{index}"), ObjectRelation.Configuration, [.. Many(10, _ => Field)])),
        LastHealthyAt = Some.Noon - TimeSpan.FromHours(1),
        Configurations = Many(Crowd, index => new ConfigurationView { Kind = "ConfigMap", Name = $"features-{index}", Where = Line[..100] }),
        Claims = Many(Crowd, index => new ClaimView { Name = $"goods-{index}", Why = Line[..200], ReleasedVolumes = Many(5, volume => $"goods-{volume}") }),
        Quotas = Many(Crowd, index => new QuotaView { Name = $"goods-{index}", Resource = "limits.memory" }),
        Policies = Many(Crowd, index => new PolicyView(Nearby.Named("NetworkPolicy", $"guard-{index}"), PolicyEffect.RestrictsIngress, Line[..200], Some.Noon, "kubectl")),
        Nodes = Many(Crowd, index => new NodeView($"node-{index}", true, true, 1) { RepellingTaints = [Line[..100]] }),
        NodesInAll = Crowd,
        Preemptions = Many(Crowd, index => new PreemptionView($"cart-{index}", Line[..200], Some.Noon)),
        Experiments = Many(Crowd, index => new ExperimentView { Ref = Nearby.Named("StressChaos", $"burn-{index}"), Action = Line[..100], Selects = Line[..200] }),
        Webhooks = Many(Crowd, index => Displaced.Webhook(mutating: true, closed: true, index)),
        Certificates = Many(Crowd, index => new CertificateView($"cart-tls-{index}", Line[..100], Some.Noon, Some.Noon)),
        StrayServices = Many(Crowd, index => new StrayServiceView($"cart-{index}", [Line[..100]], true, Some.Noon, "kubectl")),
        NamespaceLabels = Many(Crowd, index => index).ToDictionary(index => $"label-{index}", index => Line[..60]),
    };

    public static RankedHypotheses Answer() => new()
    {
        Hypotheses = Many(100, index => new Hypothesis
        {
            Cause = index == 0 ? Cause.BadImage : Cause.ConfigurationChanged,
            Culprit = index == 0 ? Nearby.Itself : Nearby.Named("ConfigMap", $"features-{index}"),
            Headline = Line[..200],
            Probability = 0.01,
            Clues = Many(20, clue => new Clue($"{clue}: {Line[..200]}", 3 - (clue / 10.0)) { SeenOn = Nearby.Features, Field = Line[..100] }),
            Remedies = Many(3, remedy => new Remedy(ActionNames.RollBackRelease, Nearby.Itself, new Dictionary<string, string> { [ActionParameters.ToRevision] = $"{remedy}" }, Line[..150])),
        }),
        Reason = Line,
    };

    private static ContainerStateView Sidecar(int index) => new() { Name = $"side-{index}", Ready = true };

    private static ContainerView Container(int index) => new($"side-{index}", $"shop/side-{index}:1", 64 * Some.MiB, 32 * Some.MiB, [new PortView("http", 9000 + index)])
    {
        Command = Line[..200],
        Probes = Many(3, probe => new ProbeView { Kind = $"probe-{probe}", Path = Line[..100] }),
        Addresses = Many(5, address => new AddressView($"ADDRESS_{address}", $"goods-{address}", 80)),
    };

    private static IReadOnlyList<T> Many<T>(int count, Func<int, T> make) => [.. Enumerable.Range(0, count).Select(make)];
}
