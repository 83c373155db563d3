using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Applications.Following;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Stages;

/// <summary>
/// Logs of simulated containers. Nothing is stored: what an instance wrote follows from its image's profile and from when it started and ended.
/// </summary>
internal sealed class PodLogs(ObjectStore store, TimeProvider time, ContainerProfiles profiles, Traffic traffic) : IPodLogs
{
    private static readonly TimeSpan FollowPeriod = TimeSpan.FromSeconds(1);

    public IAsyncEnumerable<PodLogLine>? Read(PodLogQuery query, CancellationToken cancellationToken) =>
        Find(query) is { } run ? Read(query, run, cancellationToken) : null;

    private async IAsyncEnumerable<PodLogLine> Read(PodLogQuery query, ContainerRun run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow();
        var lines = run.Lines(until).Where(line => query.Since is not { } since || line.Time >= since).ToList();
        foreach (var line in lines.Skip(query.TailLines is { } tail ? Math.Max(0, lines.Count - tail) : 0))
        {
            yield return line;
        }

        while (query.Follow && run.Ended is null)
        {
            await Task.Delay(FollowPeriod, time, cancellationToken);
            var told = until;
            until = time.GetUtcNow();
            run = Find(query) is { } now && now.Started == run.Started ? now : run with { Ended = until };
            foreach (var line in run.Lines(until).Where(line => line.Time > told))
            {
                yield return line;
            }
        }
    }

    private ContainerRun? Find(PodLogQuery query)
    {
        var pod = store.Find(ObjectKey.Core("pods", query.Namespace, query.Pod));
        var container = pod.Objects("spec", "containers").Concat(pod.Objects("spec", "initContainers"))
            .FirstOrDefault(known => known.Text("name") == query.Container);
        if (container is null)
        {
            return null;
        }

        var profile = profiles.Of(pod!, container);
        var first = ReferenceEquals(pod.Objects("spec", "containers").First(), container);
        var troubles = first ? traffic.Troubles(query.Namespace, Workloads.NameOf(store, pod!)) : [];
        var runtime = NodeMemory.Load(store, ObjectKey.Core("pods", query.Namespace, query.Pod)).Of(query.Container, time.GetUtcNow());
        var isDown = runtime.Time("finishedAt") >= runtime.Time("startedAt");
        var hasLeft = runtime.Text(StageInterpreter.Phase) is "Exited" or "Stopped";

        // Once the API shows an ended instance as the last state, it is the previous one for kubectl too.
        return (query.Previous, isDown, hasLeft) switch
        {
            (true, true, false) => Run("startedAt", "finishedAt", "exit"),
            (true, _, _) => Run("previousStartedAt", "previousFinishedAt", "previousExit"),
            (false, true, _) => Run("startedAt", "finishedAt", "exit"),
            _ => Run("startedAt", null, null),
        };

        ContainerRun? Run(string started, string? ended, string? exit) => runtime.Time(started) is { } start
            ? new ContainerRun(profile, start, ended is null ? null : runtime.Time(ended), exit is null ? null : runtime.Text(exit)) { Troubles = troubles }
            : null;
    }
}

/// <summary>One instance of a container: when it ran, how it ended, and so what it wrote.</summary>
internal sealed record ContainerRun(ImageProfile Profile, DateTimeOffset Started, DateTimeOffset? Ended, string? Exit)
{
    private const int MostLines = 5_000;

    /// <summary>The calls of its workload that have failed of late.</summary>
    public IReadOnlyList<Trouble> Troubles { get; init; } = [];

    /// <summary>The lines written until then, oldest first; the latest of them, when they are very many.</summary>
    public IEnumerable<PodLogLine> Lines(DateTimeOffset until)
    {
        var end = Ended < until ? Ended.Value : until;
        var complaints = Troubles.SelectMany(trouble => Occurrences(trouble.Line, Later(trouble.Since, Started), trouble.Until < end ? trouble.Until.Value : end));
        var lines = Profile.Log.SelectMany(line => Occurrences(line, Started, end)).Concat(complaints).OrderBy(line => line.Time).ToList();
        var lastWords = Exit == "Error" && Ended <= until ? Profile.Crash?.Log ?? [] : [];
        return lines.TakeLast(MostLines).Concat(lastWords.Select(text => Format(end, text)));
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static IEnumerable<PodLogLine> Occurrences(ImageLogLine line, DateTimeOffset since, DateTimeOffset end)
    {
        var at = since.AddSeconds(line.AfterSeconds);
        if (line.EverySeconds is not { } period)
        {
            return at <= end ? [Format(at, line.Text)] : [];
        }

        var count = end < at ? 0 : (int)Math.Floor((end - at).TotalSeconds / period) + 1;
        return Enumerable.Range(Math.Max(0, count - MostLines), Math.Clamp(count, 0, MostLines)).Select(i => Format(at.AddSeconds(i * period), line.Text));
    }

    private static PodLogLine Format(DateTimeOffset at, string text) =>
        new(at, text.Replace("{time}", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)));
}
