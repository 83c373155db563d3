namespace Autocura.Policies.Rollback.Judging;

/// <summary>Samples of which each is at one of two levels, by chance and by itself.</summary>
internal static class Mixture
{
    // Beyond these a product is taken for its logarithm before it leaves the range of numbers.
    private const double Large = 1e120;
    private const double Small = 1e-120;

    // So many fit onto the stack.
    private const int Few = 256;

    // The exponential of more would be too large for the product.
    private const double Most = 200;

    /// <summary>Σ ln((1 − share) · f(usual) + share · f(other)) for several shares at once: one exponential a sample, and a logarithm now and then.</summary>
    public static void LogLikelihoods(SampleLikelihood samples, (int Usual, int Other) cells, ReadOnlySpan<double> shares, Span<double> logs)
    {
        Span<double> products = stackalloc double[shares.Length];
        products.Fill(1);
        var ratios = samples.Count <= Few ? stackalloc double[samples.Count] : new double[samples.Count];
        samples.Ratios(cells.Other, cells.Usual, ratios);
        logs.Fill(samples.At(cells.Usual, 0, samples.Count));
        for (var sample = 0; sample < samples.Count; sample++)
        {
            var ratio = Math.Exp(Math.Min(Most, ratios[sample]));
            for (var index = 0; index < shares.Length; index++)
            {
                products[index] *= 1 + (shares[index] * (ratio - 1));
                if (products[index] is < Large and > Small) continue;
                logs[index] += Math.Log(products[index]);
                products[index] = 1;
            }
        }

        for (var index = 0; index < shares.Length; index++) logs[index] += Math.Log(products[index]);
    }
}
