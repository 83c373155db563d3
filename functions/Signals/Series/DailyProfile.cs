namespace Autocura.Signals.Series;

/// <summary>
/// What is usual at each time of day, and how far a value is from it. A day has 96 slots; each knows the exponentially weighted mean of its days. A level, which follows the differences,
/// moves the whole day up or down, so that a busier day is not a strange one. A slot that was never seen is taken for the value itself.
/// </summary>
/// <param name="step">The usual time between two points.</param>
/// <param name="levelWeight">How much of a difference the level takes up: the smaller, the longer a change of level stays a difference.</param>
internal sealed class DailyProfile(TimeSpan step, double levelWeight)
{
    private const int Slots = 96;

    // A slot forgets over about three days.
    private const double SlotWeight = 0.3;
    private const double Memory = 2000;

    // One wild value moves the level no further than five usual differences would.
    private const double MostDifferences = 5;
    private const int Learning = 50;

    private readonly double pointsASlot = Math.Max(1, TimeSpan.FromDays(1) / step / Slots);
    private readonly double[] slots = new double[Slots];
    private readonly double[] points = new double[Slots];
    private readonly RunningMean usual = new(Memory);
    private double level;
    private int seen;

    /// <summary>The value that was expected of the newest point.</summary>
    public double Expected { get; private set; }

    /// <summary>Learns from a point, and says how far it lay from what was expected.</summary>
    public double Residual(SeriesPoint point)
    {
        var slot = (int)(point.At.UtcDateTime.TimeOfDay.Ticks * Slots / TimeSpan.TicksPerDay);
        Expected = points[slot] > 0 ? slots[slot] + level : point.Value;
        var residual = point.Value - Expected;
        var bound = MostDifferences * usual.Value;
        var bounded = ++seen > Learning ? Math.Clamp(residual, -bound, bound) : residual;
        usual.Add(Math.Abs(residual));
        level += levelWeight * bounded;
        points[slot]++;
        slots[slot] += (point.Value - slots[slot]) * Math.Max(SlotWeight / pointsASlot, 1 / points[slot]);
        return residual;
    }
}
