using Autocura.Statistics;

namespace Autocura.Diagnosis.Measurements;

/// <summary>Tells a series around the onset in few numbers: its level before and after it changed, when, how far, and where it is heading.</summary>
public static class SeriesDigest
{
    private const int FewestForSlope = 6;

    /// <summary>Steps that are no further apart, beside the window, belong together.</summary>
    private static readonly TimeSpan Close = TimeSpan.FromMinutes(2);

    /// <summary>Changes of the same size are told apart by their nearness to the onset, in steps of this.</summary>
    private static readonly TimeSpan Near = TimeSpan.FromMinutes(10);

    /// <param name="signal">One of <see cref="Signal"/>.</param>
    /// <param name="points">Oldest first.</param>
    /// <param name="onset">When the trouble was first noticed.</param>
    /// <param name="window">
    /// How far back each value looks (zero for a gauge). A step passes half of its height when half of the window is behind it: so much earlier did it begin.
    /// </param>
    public static SeriesView Of(string signal, IReadOnlyList<Observation> points, DateTimeOffset onset, TimeSpan window)
    {
        var floor = FloorOf(signal);
        var changes = Runs(ChangePoints.Find(points, ChangePointSettings.Default with { Floor = floor }), window);
        var last = points.Where(point => changes.Count == 0 || point.At >= changes[^1].At).ToList();
        var fresh = FreshStep.Of(last, floor);
        var change = fresh is null ? Chosen(changes, onset) : null;
        return new SeriesView
        {
            Signal = signal,
            Before = fresh?.Before ?? change?.Before ?? Median(points.Where(point => point.At < onset)),
            After = fresh?.After ?? change?.After ?? Median(points.Where(point => point.At >= onset)),
            Shift = fresh?.Shift ?? change?.Shift ?? 0,
            ChangedAt = fresh?.At ?? (change is null ? null : Began(change, window)),
            SlopePerHour = TrendLine.Through(last.Count >= FewestForSlope ? last : points)?.SlopePerHour,
            Latest = points.Count > 0 ? points[^1].Value : null,
            Points = points.Count,
        };
    }

    /// <summary>When a change began, as well as can be told: between the last value before it and the first after it, less half of what each looks back.</summary>
    public static DateTimeOffset Began(ChangePoint change, TimeSpan window) => change.LastBefore + ((change.At - change.LastBefore) / 2) - (window / 2);

    /// <summary>What is too little to matter for a signal, in its unit or as a share of its level.</summary>
    public static NoiseFloor FloorOf(string signal) => signal switch
    {
        Signal.RequestRate => new(0.05, 0.05),
        Signal.ErrorRatio => new(0.005, 0.02),
        Signal.LatencyP95 => new(0.002, 0.05),
        Signal.Cpu => new(0.005, 0.05),
        Signal.CpuThrottling => new(0.02, 0.02),
        Signal.Memory => new(1 << 20, 0.02),
        Signal.MemoryShare => new(0.01, 0.02),
        Signal.Restarts => new(1, 0.05),
        Signal.QueueLag => new(5, 0.1),
        _ => NoiseFloor.Default,
    };

    // A bump has a rise and a fall of one size: what is nearer to the onset is what the incident is about.
    private static ChangePoint? Chosen(List<ChangePoint> changes, DateTimeOffset onset) => changes.Count == 0
        ? null
        : changes.Where(change => Math.Abs(change.Shift) >= changes.Max(other => Math.Abs(other.Shift)) / 2)
            .MinBy(change => ((int)((change.At - onset).Duration() / Near), -Math.Abs(change.Shift)));

    /// <summary>
    /// Steps in one direction that follow each other closely as one: a step that a window smooths looks like a stair. It begins with the first and ends at the
    /// level of the last.
    /// </summary>
    private static List<ChangePoint> Runs(IReadOnlyList<ChangePoint> changes, TimeSpan window)
    {
        var runs = new List<ChangePoint>();
        var newest = DateTimeOffset.MinValue;
        foreach (var change in changes)
        {
            if (runs.Count > 0 && change.At - newest <= Close + window && Math.Sign(change.Shift) == Math.Sign(runs[^1].Shift))
            {
                var first = runs[^1];
                var factor = (change.After - first.Before) / (first.After - first.Before);
                runs[^1] = first with { After = change.After, Shift = first.Shift * factor };
            }
            else
            {
                runs.Add(change);
            }

            newest = change.At;
        }

        return runs;
    }

    private static double? Median(IEnumerable<Observation> points) => RobustSummary.Of(points.Select(point => point.Value)) is { Count: > 0 } summary ? summary.Median : null;
}
