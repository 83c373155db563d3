using System.Text.RegularExpressions;
using Autocura.Diagnosis;
using Autocura.Statistics;

namespace Autocura.Benchmarks.Numbers.RootCause.Events;

/// <summary>
/// The pods of a service as the API server would have told of them, as far as Events and the counted restarts say: an Event is the last word on its pod until another contradicts it.
/// Whether a container that has backed off still does is told by its restarts, where they are counted.
/// </summary>
internal sealed partial class ObservedPods(EventCase incident, string service)
{
    // A kill shows in the restarts within a scrape or two.
    private static readonly TimeSpan Blur = TimeSpan.FromMinutes(2);

    private const int Scrapes = 2;

    private readonly DateTimeOffset now = incident.Times[^1];
    private readonly HashSet<string> known = [.. incident.Pods.Where(pod => pod.Service == service).Select(pod => pod.Pod)];

    public IReadOnlyList<ObservedEvent> Events => [.. incident.Events.Where(one => one.Kind == "Pod" && ServiceOf(one.Name) == service)];

    /// <summary>Worst first.</summary>
    public IReadOnlyList<PodView> Read() => [.. known.Concat(Events.Select(one => one.Name)).Distinct().Select(View).OrderBy(pod => pod.Ready).ThenBy(pod => pod.Name, StringComparer.Ordinal)];

    /// <summary>What an object is named after: "cart" of "cart-5bd96c-x2x4q", of "cart-0" too.</summary>
    public static string ServiceOf(string pod) => Suffix().Replace(pod, "");

    /// <summary>Its ReplicaSet.</summary>
    public static string ReleaseOf(string pod) => pod.Contains('-', StringComparison.Ordinal) ? pod[..pod.LastIndexOf('-')] : pod;

    private PodView View(string name)
    {
        var own = Events.Where(one => one.Name == name).OrderBy(one => one.Time).ToList();
        var unschedulable = own.LastOrDefault(one => one.Reason is "FailedScheduling" or "Scheduled") is { Reason: "FailedScheduling" } refused ? refused.Message : null;
        var container = Container(name, own);
        var lost = own.Exists(one => one.Reason is "NodeNotReady" or "TaintManagerEviction");
        var waits = unschedulable is not null || container.Waiting is not null;
        return new PodView
        {
            Name = name,
            Owner = ReleaseOf(name),
            Release = ReleaseOf(name),
            Phase = waits ? "Pending" : "Running",
            Ready = !lost && !waits && container.Ready,
            ReadySince = lost || waits || !container.Ready ? null : incident.Times[0],
            Node = incident.Pods.FirstOrDefault(pod => pod.Pod == name)?.Node ?? own.Select(one => Assigned().Match(one.Message)).FirstOrDefault(match => match.Success)?.Groups["node"].Value ?? "",
            CreatedAt = known.Contains(name) ? incident.Times[0].AddDays(-1) : own[0].Time,
            Unschedulable = unschedulable,
            Containers = unschedulable is null ? [container] : [],
        };
    }

    private ContainerStateView Container(string pod, List<ObservedEvent> own)
    {
        var state = new ContainerStateView { Name = service, Ready = true };
        if (own.LastOrDefault(one => one.Reason is "Pulled" or "Started" || IsPull(one)) is { } image && IsPull(image) && !known.Contains(pod))
        {
            var told = own.LastOrDefault(one => one.Message.StartsWith("Failed to pull", StringComparison.Ordinal)) ?? image;
            return state with { Ready = false, Waiting = "ImagePullBackOff", WaitingMessage = told.Message };
        }

        if (own.LastOrDefault(one => one.Reason == "Failed" && one.Message.StartsWith("Error:", StringComparison.Ordinal) && !IsPull(one)) is { } refused && !known.Contains(pod))
        {
            return state with { Ready = false, Waiting = "CreateContainerConfigError", WaitingMessage = refused.Message };
        }

        var restarts = Restarts(incident.AlertTime - TimeSpan.FromMinutes(30));
        if (own.LastOrDefault(one => one.Reason == "BackOff" && one.Message.StartsWith($"Back-off restarting failed container {service} ", StringComparison.Ordinal)) is { } crash && restarts > 0)
        {
            return Ended(state, restarts, crash.Time) with { Ready = false, Waiting = "CrashLoopBackOff" };
        }

        if (own.LastOrDefault(one => one.Reason == "Killing" && one.Message.Contains("liveness probe", StringComparison.Ordinal)) is { } killed)
        {
            return state with { Restarts = Math.Max(1, restarts), LastEnd = "Error", LastExitCode = 137, LastEndAt = killed.Time };
        }

        return restarts > 0 && Events.All(one => one.Reason != "Killing") ? Ended(state, restarts, LastRestart()) : state;
    }

    /// <summary>Killed for memory where a node of the service told of a kill as it restarted; else ended by itself.</summary>
    private ContainerStateView Ended(ContainerStateView state, int restarts, DateTimeOffset at)
    {
        var nodes = incident.Pods.Where(pod => pod.Service == service).Select(pod => pod.Node).Concat(Events.Select(one => Assigned().Match(one.Message)).Where(match => match.Success).Select(match => match.Groups["node"].Value)).ToHashSet();
        var starved = RestartRows().Any(EndedFull) || RestartTimes().Any(time => incident.Events.Any(one => one.Reason == "OOMKilling" && nodes.Contains(one.Name) && (one.Time - time).Duration() <= Blur));
        return state with { Restarts = restarts, LastEnd = starved ? "OOMKilled" : "Error", LastExitCode = starved ? 137 : 1, LastEndAt = at };
    }

    // Where the Event is lost, its memory says what its state would have: it stood well above what was usual before the trouble, and the restart gave it back.
    private bool EndedFull(int row)
    {
        if (!incident.Metrics.TryGetValue($"{service}|mem_mi", out var used)) return false;
        var usual = RobustSummary.Of(used.Where((_, at) => incident.Times[at] < incident.AlertTime - TimeSpan.FromMinutes(10))).Median;
        return Around(used, row - Scrapes, row - 1).Max() >= 1.3 * usual && Around(used, row, row + Scrapes - 1).Min() <= usual;
    }

    private static IEnumerable<double> Around(double[] values, int first, int last) => values[Math.Max(0, first)..Math.Min(values.Length, last + 1)].Where(double.IsFinite).DefaultIfEmpty(double.NaN);

    private DateTimeOffset LastRestart() => RestartTimes().DefaultIfEmpty(now).Last();

    private IEnumerable<DateTimeOffset> RestartTimes() => RestartRows().Select(row => incident.Times[row]);

    /// <summary>Rows of the metrics at which more restarts were counted than before.</summary>
    private IEnumerable<int> RestartRows()
    {
        if (!incident.Metrics.TryGetValue($"{service}|restarts", out var counts)) yield break;
        var measured = counts.Select((count, row) => (count, row)).Where(one => double.IsFinite(one.count)).ToList();
        foreach (var (before, after) in measured.Zip(measured.Skip(1)).Where(pair => pair.Second.count > pair.First.count)) yield return after.row;
    }

    /// <summary>How often its containers restarted since; where that is not counted, once for each that the Events tell of.</summary>
    private int Restarts(DateTimeOffset since) => incident.Metrics.ContainsKey($"{service}|restarts")
        ? RestartTimes().Count(time => time >= since)
        : Events.Where(one => one.Reason == "BackOff" && one.Time >= since).Sum(one => one.Count > 1 ? 1 : 0);

    private static bool IsPull(ObservedEvent one) => one.Message.Contains("ErrImagePull", StringComparison.Ordinal) || one.Message.Contains("ImagePullBackOff", StringComparison.Ordinal)
        || one.Message.StartsWith("Failed to pull", StringComparison.Ordinal) || one.Message.StartsWith("Back-off pulling", StringComparison.Ordinal);

    [GeneratedRegex("(-[a-z0-9]{6,10}-[a-z0-9]{5}|-[0-9]+)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Suffix();

    [GeneratedRegex("to (?<node>[a-z0-9.-]+)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Assigned();
}
