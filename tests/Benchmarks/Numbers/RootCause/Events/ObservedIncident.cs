using Autocura.Alerts;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Measurements;
using Autocura.Diagnosis.Measurements.Ranking;
using Autocura.Diagnosis.Neighbours;
using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;
using Autocura.Statistics;

namespace Autocura.Benchmarks.Numbers.RootCause.Events;

/// <summary>A case as the evidence that the product's readers would have gathered of each service, and its incident at the service that was alarmed.</summary>
internal sealed class ObservedIncident
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Now = TimeSpan.FromMinutes(2);

    // Metrics, what they are to the product, and its unit of them.
    private static readonly (string Metric, string Signal, double Unit)[] Signals =
    [
        ("rps", Signal.RequestRate, 1), ("error_rate", Signal.ErrorRatio, 1), ("latency_p95_ms", Signal.LatencyP95, 1e-3),
        ("cpu_cores", Signal.Cpu, 1), ("cpu_throttled_pct", Signal.CpuThrottling, 1e-2), ("mem_mi", Signal.Memory, 1 << 20),
    ];

    private readonly EventCase incident;
    private readonly List<NamedSeries> series;
    private readonly List<(string Caller, string Callee)> calls;

    public ObservedIncident(EventCase incident)
    {
        this.incident = incident;
        calls = [.. incident.Edges.Select(edge => (edge[0], edge[1]))];
        series = [.. incident.Services.SelectMany(service => Signals
            .Where(one => incident.Metrics.ContainsKey($"{service}|{one.Metric}"))
            .Select(one => new NamedSeries(service, one.Signal, Points(service, one.Metric, one.Unit), Window)))];
        Suspects = Autocura.Diagnosis.Measurements.Ranking.Suspects.Among(series, calls, incident.AlertService, incident.AlertTime);
    }

    /// <summary>Services by their metrics alone, the most suspect first.</summary>
    public IReadOnlyList<SuspectView> Suspects { get; }

    public Incident Opened => new() { Workload = Ref(incident.AlertService), OpenedAt = incident.AlertTime, Signals = [Alerted] };

    public IEnumerable<Evidence> Evidence => incident.Services.Select(Of);

    private AlertSignal Alerted => new(
        new Alert { Status = AlertStatus.Firing, Fingerprint = incident.Id, StartsAt = incident.AlertTime, Labels = new Dictionary<string, string> { ["alertname"] = "Alarmed", ["service"] = incident.AlertService } },
        SignalType.ErrorRate);

    private Evidence Of(string service)
    {
        var (pods, releases) = (new ObservedPods(incident, service), Releases(service));
        var views = pods.Read();
        var running = series.Where(one => one.Service == service).ToList();
        var wanted = (int)Math.Max(1, Ready(service, before: true) ?? incident.Pods.Count(pod => pod.Service == service));
        var ready = (int)Math.Min(wanted, Ready(service, before: false) ?? wanted);
        return new Evidence
        {
            Workload = Ref(service),
            CollectedAt = incident.Times[^1],
            Onset = incident.AlertTime,
            State = new WorkloadView
            {
                Uid = service,
                Replicas = wanted,
                ReadyReplicas = ready,
                AvailableReplicas = ready,
                UpdatedReplicas = wanted,
                Revision = releases.Count > 0 ? releases[0].Revision : 0,
                Containers = [new ContainerView(service, releases.Count > 0 ? releases[0].Containers[0].Image : "", null, null, [])],
            },
            Pods = views,
            PodsInAll = views.Count,
            Releases = releases,
            Warnings = [.. pods.Events.Where(one => one.Type == "Warning").OrderByDescending(one => one.Time).Take(20).Select(one => new EventView(one.Reason, one.Message, $"Pod/{one.Name}", one.Count, one.Time))],
            Signals = service == incident.AlertService ? [Alerted] : [],
            ErrorRatio = Latest(service, "error_rate"),
            RequestRate = Latest(service, "rps"),
            MeasuredOver = Now,
            Surroundings = new SurroundingsView { Nodes = Nodes(views), NodesInAll = incident.Nodes.Count },
            Neighbours = [.. calls.Where(call => call.Caller == service).Select(call => Neighbour(call.Callee, Direction.Dependency)), .. calls.Where(call => call.Callee == service).Select(call => Neighbour(call.Caller, Direction.Dependant))],
            Measurements = new MeasurementsView { Series = [.. running.Select(one => SeriesDigest.Of(one.Signal, one.Points, incident.AlertTime, one.Window))], Suspects = Suspects },
        };
    }

    private NeighbourView Neighbour(string service, Direction direction)
    {
        var wanted = (int)Math.Max(1, Ready(service, before: true) ?? 1);
        return new NeighbourView
        {
            Workload = Ref(service),
            Direction = direction,
            Source = "calls",
            Services = [service],
            Replicas = wanted,
            ReadyReplicas = (int)Math.Min(wanted, Ready(service, before: false) ?? wanted),
            ErrorRatio = Latest(service, "error_rate"),
            Latency = Latest(service, "latency_p95_ms") / 1000,
            ChangedAt = Suspects.FirstOrDefault(suspect => suspect.Service == service)?.ChangedAt,
            ReleasedAt = Releases(service) is [var newest, _, ..] ? newest.CreatedAt : null,
        };
    }

    private List<ReleaseView> Releases(string service)
    {
        var scaled = incident.Events.Where(one => one is { Reason: "ScalingReplicaSet", Kind: "Deployment" } && one.Name == service && one.Message.StartsWith("Scaled up replica set", StringComparison.Ordinal))
            .Select(one => (Name: one.Message.Split(' ')[4], one.Time));
        var made = incident.Events.Where(one => one.Kind == "Pod" && ObservedPods.ServiceOf(one.Name) == service && one.Name != service).Select(one => (Name: ObservedPods.ReleaseOf(one.Name), one.Time));
        var first = incident.Pods.Where(pod => pod.Service == service).Select(pod => (Name: ObservedPods.ReleaseOf(pod.Pod), Time: incident.Times[0].AddDays(-1)));
        var named = first.Concat(scaled).Concat(made).GroupBy(one => one.Name).Select(one => (Name: one.Key, At: one.Min(each => each.Time))).OrderBy(one => one.At).ToList();
        return [.. named.Select((one, index) => new ReleaseView
        {
            Revision = index + 1, Name = one.Name, CreatedAt = one.At, Replicas = 1, ReadyReplicas = index == named.Count - 1 ? 0 : 1,
            Containers = [new ContainerView(service, Image(one.Name), null, null, [])],
            Changes = index > 0 ? [$"image of {service}: {Image(named[index - 1].Name)} -> {Image(one.Name)}"] : [],
        }).Reverse()];
    }

    private string Image(string release) => incident.Events
        .Where(one => one.Kind == "Pod" && one.Name.StartsWith(release, StringComparison.Ordinal) && one.Message.Contains("image \"", StringComparison.Ordinal))
        .Select(one => one.Message.Split('"')[1]).FirstOrDefault() ?? release;

    private List<NodeView> Nodes(IReadOnlyList<PodView> pods)
    {
        var lost = incident.Events.Where(one => one is { Kind: "Node", Reason: "NodeNotReady" }).Select(one => one.Name).ToHashSet();
        return [.. pods.Where(pod => pod.Node.Length > 0).GroupBy(pod => pod.Node).Select(node => new NodeView(node.Key, !lost.Contains(node.Key), true, node.Count()))];
    }

    private List<Observation> Points(string service, string metric, double unit) =>
        [.. incident.Metrics[$"{service}|{metric}"].Select((value, row) => new Observation(incident.Times[row], value * unit)).Where(point => double.IsFinite(point.Value))];

    private double? Latest(string service, string metric) => incident.Metrics.TryGetValue($"{service}|{metric}", out var values) && values[^2..].Where(double.IsFinite).ToList() is { Count: > 0 } last ? last.Average() : null;

    private double? Ready(string service, bool before)
    {
        if (!incident.Metrics.TryGetValue($"{service}|ready_replicas", out var values)) return null;
        var some = values.Where((value, row) => double.IsFinite(value) && incident.Times[row] < incident.AlertTime - TimeSpan.FromMinutes(10) == before).ToList();
        return some.Count == 0 ? null : before ? RobustSummary.Of(some).Median : some[^1];
    }

    private static WorkloadRef Ref(string service) => new("", "Deployment", "shop", service);
}
