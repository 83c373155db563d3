namespace Autocura.Signals.Forests;

/// <summary>
/// The mean path of an unsuccessful search in a random binary tree of n points: c(n) = 2 H(n−1) − 2 (n−1) / n, with H the harmonic number (Preiss 1999; Liu,
/// Ting and Zhou 2008). It stands for the subtree that a leaf of n points would have, and scales the score.
/// </summary>
internal static class PathLength
{
    private static readonly double[] Means = Tabulate(4_096);

    public static double Of(int points) => Means[points];

    private static double[] Tabulate(int most)
    {
        var means = new double[most + 1];
        var harmonic = 0.0;
        for (var points = 2; points <= most; points++)
        {
            harmonic += 1.0 / (points - 1);
            means[points] = (2 * harmonic) - (2.0 * (points - 1) / points);
        }

        return means;
    }
}
