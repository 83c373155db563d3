namespace Autocura.Forecasting;

/// <summary>
/// What earlier periods say of every moment of the history and of the horizon: their mean and the last of them, each smoothed over a hundredth of the period. Known for a
/// moment as soon as one period lies before it, and never from values that come after.
/// </summary>
internal sealed class Season
{
    private const int SmoothedShare = 96;
    private const double OneInTwenty = 1.645;

    private Season(int period, double[] mean, double[] last) => (Period, Mean, Last) = (period, mean, last);

    /// <summary>In steps.</summary>
    public int Period { get; }

    /// <summary>The mean of all earlier periods; NaN in the first.</summary>
    public double[] Mean { get; }

    /// <summary>The period before; NaN in the first.</summary>
    public double[] Last { get; }

    /// <summary>Which share of the changes over the horizon it tells: the square of their correlation.</summary>
    public double Strength { get; private init; }

    /// <summary>
    /// The seasons that help to tell what comes, of an hour, a day and a week: those that fit into the history twice and whose earlier periods are correlated with
    /// later ones. A period shorter than the horizon is taken as often as it needs to reach it.
    /// </summary>
    public static IReadOnlyList<Season> Find(double[] values, int horizon, TimeSpan step)
    {
        TimeSpan[] candidates = [TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(7)];
        return [.. candidates.Select(period => Steps(period, horizon, step)).OfType<int>().Distinct()
            .Where(period => values.Length >= (2 * period) + horizon).Select(period => Of(values, period, horizon)).Where(season => season.Strength > 0)];
    }

    private static int? Steps(TimeSpan period, int horizon, TimeSpan step)
    {
        var steps = period / step;
        return steps < 4 || steps != Math.Floor(steps) ? null : (int)(steps * Math.Ceiling(horizon / steps));
    }

    private static Season Of(double[] values, int period, int horizon)
    {
        var smooth = Windows.Centred(values, period / SmoothedShare);
        var mean = new double[values.Length + horizon];
        var last = new double[values.Length + horizon];
        Array.Fill(mean, double.NaN);
        Array.Fill(last, double.NaN);
        for (var index = period; index < mean.Length; index++)
        {
            last[index] = smooth[index - period];
            // The mean of the periods before that one, joined by it.
            var before = index / period;
            mean[index] = before == 1 ? last[index] : ((mean[index - period] * (before - 1)) + last[index]) / before;
        }

        return new Season(period, mean, last) { Strength = StrengthOf(values, mean, period, horizon) };
    }

    /// <summary>The square of the correlation, or 0 where chance alone makes one as large in a twentieth of all cases. Changes over the horizon overlap: only every horizon-th counts.</summary>
    private static double StrengthOf(double[] values, double[] mean, int period, int horizon)
    {
        var (both, told, seen, count) = (0.0, 0.0, 0.0, 0);
        for (var index = period; index + horizon < values.Length; index++, count++)
        {
            var (change, expected) = (values[index + horizon] - values[index], mean[index + horizon] - mean[index]);
            both += change * expected;
            told += expected * expected;
            seen += change * change;
        }

        var correlation = told > 0 && seen > 0 ? both / Math.Sqrt(told * seen) : 0;
        return correlation > OneInTwenty / Math.Sqrt((double)count / horizon) ? correlation * correlation : 0;
    }
}
