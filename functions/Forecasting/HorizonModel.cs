namespace Autocura.Forecasting;

/// <summary>
/// All that a history says, prepared once for every horizon: for each moment the means of the windows before it, what the seasons say of what follows, how restless it is, and how
/// much it counts. A horizon is then one regression of the change over it.
/// </summary>
/// <remarks>
/// Windows of 2, 4, 8 and so on to 64 steps: what is above all of them falls back, what has been rising keeps rising for as long as such rises have lasted in the history, which is a
/// damped trend that was learned. A moment counts half as much as one half a history later. Errors are divided by the restlessness at their origin: the root of the mean change of
/// the last hour times that of the whole history, half way between "as restless as now" and "as restless as ever".
/// </remarks>
internal sealed class HorizonModel
{
    private const double HalfLife = 0.5;
    private const double LeastRestlessness = 1e-3;
    private static readonly int[] Widths = [2, 4, 8, 16, 32, 64];

    private readonly double[] values;
    private readonly bool[] isMeasured;
    private readonly IReadOnlyList<Season> seasons;
    private readonly double[][] windows;
    private readonly double[] restlessness;
    private readonly double[] ages;
    private readonly int first;

    /// <param name="values">On their scale, without gaps.</param>
    /// <param name="isMeasured">Which of them are not stand-ins.</param>
    /// <param name="seasons">What was found.</param>
    /// <param name="step">The time between two values.</param>
    public HorizonModel(double[] values, bool[] isMeasured, IReadOnlyList<Season> seasons, TimeSpan step)
    {
        (this.values, this.isMeasured, this.seasons) = (values, isMeasured, seasons);
        int[] widths = [.. Widths.Where(width => width <= values.Length / 4)];
        windows = Array.ConvertAll(widths, width => Windows.Trailing(values, width));
        restlessness = Restlessness(values, Math.Max(3, (int)(TimeSpan.FromHours(1) / step)));
        ages = [.. Enumerable.Range(0, values.Length).Select(index => Math.Pow(0.5, (values.Length - 1 - index) / (HalfLife * values.Length)))];
        first = seasons.Select(season => season.Period).Concat(widths).Append(0).Max();
    }

    /// <summary>Rows that a horizon has to learn from.</summary>
    public int Rows(int ahead) => Math.Max(0, values.Length - ahead - first);

    /// <summary>Inputs of a row.</summary>
    public int Inputs => 1 + (4 * seasons.Count) + windows.Length;

    /// <summary>The quantiles of the value so many steps ahead, on the scale.</summary>
    public double[] Quantiles(int ahead, IReadOnlyList<double> levels) => Tell(ahead, levels, index => values[index + ahead]);

    /// <summary>The quantiles of the highest value within so many steps, on the scale.</summary>
    public double[] PeakQuantiles(int ahead, IReadOnlyList<double> levels) => Tell(ahead, levels, index => Peak(index, ahead));

    private double[] Tell(int ahead, IReadOnlyList<double> levels, Func<int, double> target)
    {
        int[] rows = [.. Enumerable.Range(first, Rows(ahead)).Where(index => isMeasured[index] && isMeasured[index + ahead])];
        var columns = new double[Inputs][];
        for (var column = 0; column < columns.Length; column++) columns[column] = new double[rows.Length];
        var inputs = new double[Inputs];
        for (var row = 0; row < rows.Length; row++)
        {
            Fill(inputs, rows[row], ahead);
            for (var column = 0; column < inputs.Length; column++) columns[column][row] = inputs[column];
        }

        var weights = Array.ConvertAll(rows, index => ages[index]);
        var regression = RobustRegression.Fit(columns, Array.ConvertAll(rows, index => target(index) - values[index]), weights);
        Fill(inputs, values.Length - 1, ahead);
        var centre = values[^1] + regression.Tell(inputs);
        double[] errors = [.. regression.Errors.Select((error, row) => error / restlessness[rows[row]])];
        WeightedQuantile.Sort(errors, weights);
        return [.. levels.Select(level => centre + (WeightedQuantile.Of(errors, weights, level) * restlessness[^1]))];
    }

    private double Peak(int index, int ahead)
    {
        var peak = values[index + 1];
        for (var later = index + 2; later <= index + ahead; later++) peak = Math.Max(peak, values[later]);
        return peak;
    }

    private void Fill(double[] inputs, int index, int ahead)
    {
        var (column, now) = (0, values[index]);
        inputs[column++] = 1;
        foreach (var season in seasons)
        {
            inputs[column++] = season.Mean[index + ahead] - now;
            inputs[column++] = season.Mean[index + ahead] - season.Mean[index];
            inputs[column++] = season.Last[index + ahead] - now;
            inputs[column++] = season.Last[index + ahead] - season.Last[index];
        }

        foreach (var window in windows) inputs[column++] = window[index] - now;
    }

    private static double[] Restlessness(double[] values, int hour)
    {
        var steps = new double[values.Length];
        for (var index = 1; index < values.Length; index++) steps[index] = Math.Abs(values[index] - values[index - 1]);
        var mean = steps.Average();
        return Array.ConvertAll(Windows.Trailing(steps, hour), recent => Math.Max(Math.Sqrt(recent * mean), mean * LeastRestlessness));
    }
}
