namespace Autocura.Policies.Rollback.Judging;

/// <summary>
/// What is thought of the size of an effect before anything is measured: one distribution for a good release (mostly none at all, sometimes an improvement) and
/// one for a bad release (beyond what is tolerated, with a Cauchy's tail). On steps that widen with the size, as whole cells of the level grid.
/// </summary>
internal sealed class EffectPrior
{
    // Far out the cells are this share of the effect: no sample tells 100 % from 108 % apart in what it says about the release.
    private const double Widening = 0.08;

    // Of good releases: those that leave the level where it was. The others improve it.
    private const double Unchanged = 0.7;

    private EffectPrior(double reach, Func<double, double> good, Func<double, double> bad)
    {
        var cells = Spread((int)Math.Ceiling(reach / LevelGrid.Step));
        var widths = cells.Select((_, index) => (cells[Math.Min(index + 1, cells.Length - 1)] - cells[Math.Max(index - 1, 0)]) / 2.0).ToArray();
        (Cells, Good, Bad) = (cells, Weights(good), Weights(bad));

        double[] Weights(Func<double, double> density)
        {
            var weights = cells.Select((cell, index) => widths[index] * density(cell * LevelGrid.Step)).ToArray();
            var sum = weights.Sum();
            return Array.ConvertAll(weights, weight => weight / sum);
        }
    }

    /// <summary>The effects, as cells away from the reference, rising.</summary>
    public int[] Cells { get; }

    /// <summary>Weight of each effect if the release is good; sums to one.</summary>
    public double[] Good { get; }

    /// <summary>Weight of each effect if the release is bad; sums to one.</summary>
    public double[] Bad { get; }

    /// <summary>Against what the level is without the release: within the tolerance nothing has happened.</summary>
    public static EffectPrior AgainstReference(double reach, double tolerance, JudgeTerms terms) => new(
        reach,
        effect => effect >= tolerance ? 0
            : (Unchanged * Bell(effect / (tolerance / 2)) / tolerance) + (effect < 0 ? (1 - Unchanged) * Cauchy(effect / terms.Harm) / terms.Harm : 0),
        effect => effect < tolerance ? 0 : Cauchy((effect - tolerance) / terms.Harm));

    /// <summary>Against a threshold alone: bad releases lie above it, good ones below, and farther as a rule, as thresholds are chosen with room to spare.</summary>
    public static EffectPrior AgainstThreshold(double reach, JudgeTerms terms) => new(
        reach,
        effect => effect > 0 ? 0 : Cauchy(effect / (2 * terms.Harm)),
        effect => effect <= 0 ? 0 : Cauchy(effect / terms.Harm));

    private static int[] Spread(int farthest)
    {
        List<int> up = [];
        for (var cell = 0; cell <= farthest; cell += Math.Max(1, (int)(cell * Widening)))
        {
            up.Add(cell);
        }

        return [.. up.Skip(1).Reverse().Select(cell => -cell), .. up];
    }

    private static double Bell(double z) => Math.Exp(-z * z / 2);

    private static double Cauchy(double z) => 1 / (1 + (z * z));
}
