namespace Autocura.Forecasting;

/// <summary>
/// Forecasts a load, with quantiles that hold: for some horizons a regression to the median of what seasons, levels and trends say, on a scale where noise is even, and around it
/// the quantiles of its own errors (conformal). Between those horizons straight lines.
/// </summary>
/// <remarks>
/// Nothing is drawn by chance. Of fewer than 8 values nothing is said; where there are fewer than ten rows for each input, or nothing moves, the newest level is carried on, with
/// the changes that such a stretch has seen. Missing values are no values: they are neither learned from nor counted as zero. Values that are missing at the end make the
/// forecast begin where they begin, and it is that much less far. No quantile lies below the least value of the history, or above e times its greatest.
/// </remarks>
public static class LoadForecaster
{
    private const int FewestValues = 8;
    private const int RowsPerInput = 10;

    /// <summary>The quantiles of the value at every step of the horizon.</summary>
    /// <exception cref="ArgumentException">The horizon is shorter than a step.</exception>
    public static LoadForecast Of(RegularSeries history, ForecastTerms terms)
    {
        var horizon = Horizon(history, terms);
        if (Refusal(history, horizon, out var known) is { } refusal) return refusal;
        var late = horizon.Late;
        return Regress(known, horizon.Steps) is var (model, scale, seasons)
            ? Blank(history) with { Basis = ForecastBasis.Regression, Bands = Bands(scale.From(Between(horizon.Steps, ahead => model.Quantiles(ahead, terms.Levels))), terms.Levels, late), Seasons = seasons }
            : Persistent(history) with { Bands = Bands(Persistence.Steps(known.Values, horizon.Steps, terms.Levels), terms.Levels, late) };
    }

    /// <summary>The quantiles of the highest value within the horizon: every band has one value.</summary>
    /// <exception cref="ArgumentException">The horizon is shorter than a step.</exception>
    public static LoadForecast Peak(RegularSeries history, ForecastTerms terms)
    {
        var horizon = Horizon(history, terms);
        if (Refusal(history, horizon, out var known) is { } refusal) return refusal;
        return Regress(known, horizon.Steps) is var (model, scale, seasons)
            ? Blank(history) with { Basis = ForecastBasis.Regression, Bands = Bands(scale.From([model.PeakQuantiles(horizon.Steps, terms.Levels)]), terms.Levels, 0), Seasons = seasons }
            : Persistent(history) with { Bands = Bands(Persistence.Steps(known.Values, horizon.Steps, terms.Levels)[^1..], terms.Levels, 0) };
    }

    private static Reach Horizon(RegularSeries history, ForecastTerms terms)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(terms);
        var steps = (int)(terms.Horizon / history.Step);
        if (steps < 1) throw new ArgumentException($"The horizon of {terms.Horizon} is shorter than a step of {history.Step}.", nameof(terms));
        var late = 0;
        while (late < history.Values.Count && !double.IsFinite(history.Values[^(late + 1)])) late++;
        return new Reach(steps, late);
    }

    /// <summary>Why nothing can be said; else null, and the history from its first value to its last.</summary>
    private static LoadForecast? Refusal(RegularSeries history, Reach horizon, out RegularSeries known)
    {
        double[] values = [.. history.Values.SkipLast(horizon.Late).SkipWhile(value => !double.IsFinite(value))];
        known = new RegularSeries(values, history.Step);
        var count = values.Count(double.IsFinite);
        return count < FewestValues ? Blank(history) with { Reason = $"warming up: {count} values, {FewestValues} are needed" }
            : horizon.Late >= horizon.Steps ? Blank(history) with { Reason = $"stale: the newest value is {horizon.Late * history.Step} old" }
            : null;
    }

    private static LoadForecast Blank(RegularSeries history) => new() { Basis = ForecastBasis.Nothing, Step = history.Step, Missing = history.Missing };

    private static LoadForecast Persistent(RegularSeries history) => Blank(history) with { Basis = ForecastBasis.Persistence, Reason = "the history is short, or hardly moves" };

    /// <summary>What was learned; null where there is too little to learn from.</summary>
    private static (HorizonModel Model, Bounds Scale, IReadOnlyList<SeasonStrength> Seasons)? Regress(RegularSeries known, int horizon)
    {
        double[] values = [.. known.Values];
        if (LoadScale.Of(values) is not { } scale) return null;
        var scaled = Array.ConvertAll(Gaps.Filled(values, known.Step), scale.To);
        var seasons = Season.Find(scaled, horizon, known.Step);
        var model = new HorizonModel(scaled, Array.ConvertAll(values, double.IsFinite), seasons, known.Step);
        return model.Rows(horizon) < RowsPerInput * model.Inputs ? null
            : (model, new Bounds(scale, scaled.Min(), scaled.Max() + 1), [.. seasons.Select(season => new SeasonStrength(season.Period * known.Step, season.Strength))]);
    }

    /// <summary>Every step of the horizon: computed at 1, 2, 4, 8 and so on and at the last, between those on straight lines.</summary>
    private static double[][] Between(int horizon, Func<int, double[]> quantiles)
    {
        var steps = new double[horizon][];
        for (var before = 0; before < horizon;)
        {
            var anchor = Math.Min(Math.Max(1, 2 * before), horizon);
            var at = quantiles(anchor);
            for (var step = before + 1; step <= anchor; step++)
            {
                var share = (double)(step - before) / (anchor - before);
                steps[step - 1] = before == 0 ? at : [.. at.Select((value, level) => (steps[before - 1][level] * (1 - share)) + (value * share))];
            }

            before = anchor;
        }

        return steps;
    }

    private static IReadOnlyList<QuantileBand> Bands(double[][] steps, IReadOnlyList<double> levels, int late) =>
        [.. levels.Select((level, index) => new QuantileBand(level, [.. steps.Skip(late).Select(step => step[index])]))];

    /// <param name="Steps">Of the horizon.</param>
    /// <param name="Late">Steps at the end of the history without a value.</param>
    private readonly record struct Reach(int Steps, int Late);

    /// <summary>A scale, and between what a forecast stays on it.</summary>
    private readonly record struct Bounds(LoadScale Scale, double Least, double Greatest)
    {
        public double[][] From(double[][] steps)
        {
            var bounds = this;
            return Array.ConvertAll(steps, step => Array.ConvertAll(step, value => bounds.Scale.From(Math.Clamp(value, bounds.Least, bounds.Greatest))));
        }
    }
}
