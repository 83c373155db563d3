namespace Autocura.Policies.Rollback.Judging;

/// <summary>
/// How far samples scatter and how much each resembles the one before, from differences of neighbours one and two steps apart, so that a change of level in between is
/// not taken for noise: for first-order correlation E(D1²) = 2σ²(1 − ρ) and E(D2²) = 2σ²(1 − ρ²) (von Neumann 1941). The largest tenth of the differences is left out. From four
/// samples; below, the variance is NaN.
/// </summary>
internal readonly record struct SampleNoise(int Count, double Variance, double Correlation)
{
    private const int Fewest = 4;
    private const double Strongest = 0.8;

    // As many samples without any correlation are added: few samples do not tell a correlation from chance.
    private const double Sceptics = 8;

    // What the mean square of a normal sample falls to when the largest tenth is left out.
    private const double LeftOfSquares = 0.623;

    public static SampleNoise Of(IReadOnlyList<double> values)
    {
        if (values.Count < Fewest)
        {
            return new SampleNoise(values.Count, double.NaN, 0);
        }

        var (one, two) = (MeanSquare(values, 1), MeanSquare(values, 2));
        var correlation = one > 0 ? Math.Clamp((two / one) - 1, 0, Strongest) * values.Count / (values.Count + Sceptics) : 0;
        return new SampleNoise(values.Count, one / (2 * (1 - correlation)), correlation);
    }

    private static double MeanSquare(IReadOnlyList<double> values, int lag)
    {
        var squares = values.Skip(lag).Zip(values, (later, earlier) => (later - earlier) * (later - earlier)).Order().ToArray();
        var kept = squares[..^(squares.Length / 10)];
        return kept.Length < squares.Length ? kept.Average() / LeftOfSquares : kept.Average();
    }
}
