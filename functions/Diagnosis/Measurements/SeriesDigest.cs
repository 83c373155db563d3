using Autocura.Statistics;

namespace Autocura.Diagnosis.Measurements;

/// <summary>Tells a series around the onset in few numbers: its level before and after it changed, when, how far, and where it is heading.</summary>
public static class SeriesDigest
{
    private const int FewestForSlope = 6;

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
        var changes = ChangePoints.Find(points, ChangePointSettings.Default with { Floor = floor });
        var change = Chosen(changes, onset);
        var before = RobustSummary.Of(points.Where(point => point.At < (change?.At ?? onset)).Select(point => point.Value));
        var after = RobustSummary.Of(points.Where(point => point.At >= (change?.At ?? onset)).Select(point => point.Value));
        var last = points.Where(point => changes.Count == 0 || point.At >= changes[^1].At).ToList();
        return new SeriesView
        {
            Signal = signal,
            Before = change?.Before ?? Known(before),
            After = change?.After ?? Known(after),
            Shift = change?.Shift ?? 0,
            ChangedAt = change is null ? null : Began(change, window),
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
    private static ChangePoint? Chosen(IReadOnlyList<ChangePoint> changes, DateTimeOffset onset) => changes.Count == 0
        ? null
        : changes.Where(change => Math.Abs(change.Shift) >= changes.Max(other => Math.Abs(other.Shift)) / 2)
            .MinBy(change => ((int)((change.At - onset).Duration() / Near), -Math.Abs(change.Shift)));

    private static double? Known(RobustSummary summary) => summary.Count > 0 ? summary.Median : null;
}
