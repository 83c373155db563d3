using Autocura.Statistics;

namespace Autocura.Diagnosis.Measurements.Ranking;

/// <summary>A series of a service or workload as it was read. <paramref name="Window"/> is how far back each of its values looks.</summary>
public sealed record NamedSeries(string Service, string Signal, IReadOnlyList<Observation> Points, TimeSpan Window);

/// <summary>How long the calls from one service to another take, as they were read. <paramref name="Window"/> is how far back each of the values looks.</summary>
public sealed record NamedCall(string Caller, string Callee, IReadOnlyList<BothEnds> Points, TimeSpan Window);

/// <summary>The latency of calls at one moment, in seconds, as the caller sees it and as the called one does.</summary>
public readonly record struct BothEnds(DateTimeOffset At, double Seen, double Served);

/// <summary>Names the services whose numbers make them the likely origin of a workload's trouble.</summary>
public static class Suspects
{
    private const int Most = 5;

    // How many values say how things are now, where the trouble is younger than what each of them looks back.
    private const int Newest = 2;

    // Alerts come after the fault, by their rule's range and delay.
    private static readonly TimeSpan Unclear = TimeSpan.FromMinutes(5);

    /// <summary>At most five, the likeliest first, each with the series that speaks most against it. Empty when nothing changed.</summary>
    public static IReadOnlyList<SuspectView> Among(
        IReadOnlyList<NamedSeries> series, IReadOnlyList<(string Caller, string Callee)> calls, string alarmed, DateTimeOffset onset, IReadOnlyList<NamedCall>? ends = null)
    {
        var began = Began(series, onset);
        var input = new RankingInput([.. series.Select(one => Split(one, began))]) { Calls = calls, CallSeries = [.. (ends ?? []).SelectMany(call => Split(call, began))] };
        return [.. new CallGraphRanking().Rank(input with { AlarmedBy = KindOf(input, alarmed) })
            .Where(one => one.Score > 0)
            .DistinctBy(one => one.Service)
            .Take(Most)
            .Select(one => new SuspectView(one.Service, one.Signal, Math.Round(one.Score, 3), Digest(series.First(known => known.Service == one.Service && known.Signal == one.Signal), onset)?.ChangedAt))];
    }

    /// <summary>
    /// Before which all is usual: the first change for the worse that any of the request series shows in the minutes around the onset; else some minutes before it.
    /// A load that grew is not counted: it grows every morning.
    /// </summary>
    private static DateTimeOffset Began(IReadOnlyList<NamedSeries> series, DateTimeOffset onset) => series
        .Where(one => one.Signal is Signal.ErrorRatio or Signal.LatencyP95 or Signal.RequestRate)
        .Select(one => Digest(one, onset))
        .Where(view => view is { ChangedAt: not null } && (view.Signal == Signal.RequestRate ? view.Shift < 0 : view.Shift > 0))
        .Select(view => view!.ChangedAt!.Value)
        .Where(at => at >= onset - (3 * Unclear) && at <= onset + Unclear)
        .DefaultIfEmpty(onset - Unclear)
        .Min();

    private static SplitSeries Split(NamedSeries series, DateTimeOffset began) =>
        new(series.Service, series.Signal, KindOf(series.Signal), Values(Before(series.Points, point => point.At, began)), Values(Since(series.Points, point => point.At, began, series.Window)));

    private static IEnumerable<CallSeries> Split(NamedCall call, DateTimeOffset began)
    {
        var (before, since) = (Before(call.Points, point => point.At, began), Since(call.Points, point => point.At, began, call.Window));
        yield return new CallSeries(call.Caller, call.Callee, SeenByCaller: true, [.. before.Select(point => point.Seen)], [.. since.Select(point => point.Seen)]);
        yield return new CallSeries(call.Caller, call.Callee, SeenByCaller: false, [.. before.Select(point => point.Served)], [.. since.Select(point => point.Served)]);
    }

    private static List<T> Before<T>(IReadOnlyList<T> points, Func<T, DateTimeOffset> at, DateTimeOffset began) => [.. points.Where(point => at(point) < began)];

    /// <summary>Those that look back on nothing but the trouble; else the newest.</summary>
    private static List<T> Since<T>(IReadOnlyList<T> points, Func<T, DateTimeOffset> at, DateTimeOffset began, TimeSpan window)
    {
        List<T> whole = [.. points.Where(point => at(point) >= began + window)];
        return whole.Count > 0 ? whole : [.. points.Where(point => at(point) >= began).TakeLast(Newest)];
    }

    private static List<double> Values(List<Observation> points) => [.. points.Select(point => point.Value)];

    /// <summary>Failures before slowness: who fails is often quick about it.</summary>
    private static SeriesKind? KindOf(RankingInput input, string alarmed)
    {
        SeriesKind?[] kinds = [SeriesKind.Failures, SeriesKind.Latency];
        return kinds.FirstOrDefault(kind => input.Series.Any(one => one.Service == alarmed && one.Kind == kind && Surprise.Of(one.Kind, one.Before, one.After).IsAny));
    }

    private static SeriesView? Digest(NamedSeries series, DateTimeOffset onset) =>
        series.Points.Count == 0 ? null : SeriesDigest.Of(series.Signal, series.Points, onset, series.Window);

    private static SeriesKind KindOf(string signal) => signal switch
    {
        Signal.ErrorRatio => SeriesKind.Failures,
        Signal.LatencyP95 => SeriesKind.Latency,
        Signal.RequestRate => SeriesKind.Load,
        _ => SeriesKind.Resource,
    };
}
