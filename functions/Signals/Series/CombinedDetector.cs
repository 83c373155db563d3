namespace Autocura.Signals.Series;

/// <summary>
/// The detector that the scan uses: several kinds of evidence, added up, each trusted as far as it has kept quiet in this very series.
/// <list type="bullet">
/// <item>Records (<see cref="RangeRecord"/>) of four views: the value, its difference from the time of day, the mean and the mean step of the last hours. A tenth of the range counts one.</item>
/// <item>Calibrated detectors, which see what lies inside of an old range: robust z, seasonal drift and quiet. Each counts with its decades beyond <see cref="Enough"/>, less how often it has said
/// as much before (<see cref="SaidOnce"/>).</item>
/// </list>
/// The sum e becomes a rarity of <c>2.6 + √e / 2</c>, which keeps the false-alarm budget on noise of all kinds (docs/statistics.md). An episode is told at its start, and again only when it becomes rarer.
/// All state is in fixed arrays: some 40 KB a series.
/// </summary>
public sealed class CombinedDetector : ISeriesDetector
{
    /// <summary>One in some three hundred points: what every series has about daily, and evidence of nothing.</summary>
    private const double Enough = 2.5;

    // How often records happen by chance, in decades, and how fast that falls with what is said: measured on made noise, normal, skewed, heavy-tailed and correlated.
    private const double Common = 2.6;
    private const double Steepness = 0.5;

    private const double WeightOfRange = 10;

    // Two and three hours of five-minute points: longer than a deployment's bump, shorter than a shift.
    private const int MeanPoints = 24;
    private const int StepPoints = 36;

    // What the level follows here in a day: a record must not be one of a profile that already gave in.
    private const double LevelWeight = 0.003;

    private readonly PointIntake intake;
    private readonly DailyProfile profile;
    private readonly MovingMean mean = new(MeanPoints);
    private readonly MovingMean steps = new(StepPoints);
    private readonly RangeRecord[] records = [new(), new(), new(), new()];
    private readonly EpisodicDetector[] voices;
    private readonly SaidOnce told;
    private readonly double[] shares;
    private double before = double.NaN;
    private double broken;

    /// <param name="step">The usual time between two points.</param>
    /// <param name="learning">How many points it listens before it says anything; an episode lasts half as long at least.</param>
    public CombinedDetector(TimeSpan step, int learning)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(learning, TailCalibration.Fewest);
        intake = new PointIntake(step);
        profile = new DailyProfile(step, LevelWeight);
        WarmUp = learning;
        var rest = learning / 2;
        told = new SaidOnce(rest, isTrusted: true);
        voices = [new(new RobustZDetector(step), rest), new(new SeasonalDriftDetector(step), rest), new(new QuietDetector(step), rest)];
        shares = new double[voices.Length];
    }

    public string Name => "combined";

    public int WarmUp { get; }

    /// <summary>What spoke of the newest point, each with its share of the evidence, the largest first; none when nothing did.</summary>
    public IReadOnlyList<Witness> Witnesses =>
        [.. voices.Select((voice, index) => new Witness(voice.Name, shares[index])).Prepend(new Witness("records", broken)).Where(witness => witness.Evidence > 0).OrderByDescending(witness => witness.Evidence)];

    public double Next(SeriesPoint point)
    {
        if (!intake.Takes(point))
        {
            broken = 0;
            Array.Clear(shares);
            return 0;
        }

        if (intake.IsAfterGap)
        {
            // The move over a gap is no step; means are of the newest points, whenever they were.
            before = double.NaN;
        }

        broken = Records(point);
        var evidence = broken + Said(point);
        var rarity = evidence > 0 ? told.Next(Common + (Steepness * Math.Sqrt(evidence))) : told.Next(0);
        return intake.Seen > WarmUp ? rarity : 0;
    }

    private double Records(SeriesPoint point)
    {
        var moved = Math.Abs(point.Value - before);
        before = point.Value;
        var margins = records[0].Margin(point.Value)
            + records[1].Margin(profile.Residual(point))
            + records[2].Margin(mean.Add(point.Value))
            + records[3].Margin(double.IsNaN(moved) ? double.NaN : steps.Add(moved));
        return WeightOfRange * margins;
    }

    private double Said(SeriesPoint point)
    {
        var sum = 0.0;
        for (var index = 0; index < voices.Length; index++)
        {
            shares[index] = Math.Max(0, voices[index].Next(point) - Enough);
            sum += shares[index];
        }

        return sum;
    }
}
