using Autocura.Diagnosis;

namespace Autocura.Cluster.Readers;

/// <summary>Adds to the worst containers what they wrote: before they ended, and in the run they are in. A few logs tell what hundreds would.</summary>
internal static class ContainerLogs
{
    private const int Most = 3;
    private const int BytesBefore = 8 * 1024;
    private const int BytesNow = 16 * 1024;
    private const int LongestBefore = 2000;
    private const int LongestNow = 1000;

    public static async Task<IReadOnlyList<PodView>> AddAsync(IReadOnlyList<PodView> pods, WorkloadSource source, EvidenceBudget budget)
    {
        var before = Task.WhenAll(Ended(pods).Where(_ => budget.EndedLogLines > 0).Select(async of => (of, Text: Tail(LogRedactor.Redact(await source.LogAsync(of.Query(budget.EndedLogLines, previous: true)))))));
        var now = Task.WhenAll(Running(pods).Where(_ => budget.LogLines > 0).Select(async of => (of, Text: LogDigest.Of(await source.LogAsync(of.Query(budget.LogLines, previous: false)), LongestNow))));
        var (last, present) = ((await before).ToDictionary(log => log.of, log => log.Text), (await now).ToDictionary(log => log.of, log => log.Text));
        return [.. pods.Select(pod => pod with
        {
            Containers = [.. pod.Containers.Select(container => container with
            {
                LastLog = last.GetValueOrDefault(new(pod.Name, container.Name), ""),
                Log = present.GetValueOrDefault(new(pod.Name, container.Name), ""),
            })],
        })];
    }

    private static IEnumerable<Place> Ended(IReadOnlyList<PodView> pods) => pods
        .SelectMany(pod => pod.Containers.Where(container => container.LastEnd is not null).Select(container => new Place(pod.Name, container.Name)))
        .Distinct()
        .Take(Most);

    // Those that are not ready come first. A healthy pod's first container may still say why its requests fail.
    private static IEnumerable<Place> Running(IReadOnlyList<PodView> pods)
    {
        var unready = pods.SelectMany(pod => pod.Containers.Where(container => !container.Ready && IsRunning(pod, container)).Select(container => new Place(pod.Name, container.Name)));
        var ready = pods.Where(pod => pod.Ready).Select(pod => new Place(pod.Name, pod.Containers.FirstOrDefault(container => !container.IsInit)?.Name ?? ""));
        return unready.Concat(ready.Where(place => place.Container.Length > 0)).Distinct().Take(Most);
    }

    private static bool IsRunning(PodView pod, ContainerStateView container) =>
        pod.Node.Length > 0 && container.Waiting is null && container.LastEndAt is null;

    // The end of a log tells why it ended.
    private static string Tail(string log) => log.Length <= LongestBefore ? log.TrimEnd() : log[^LongestBefore..].TrimEnd();

    private sealed record Place(string Pod, string Container)
    {
        public PodLogQuery Query(int lines, bool previous) => new("", Pod, Container)
        {
            Previous = previous,
            TailLines = lines,
            LimitBytes = previous ? BytesBefore : BytesNow,
        };
    }
}
