namespace Autocura.Signals.Series;

/// <summary>
/// Says what is rare once: for <c>rest</c> points only what is rarer than was said last. And trusts what is said often less: each rarity is lowered by log10 of one more than how often something as rare was
/// said before in this series, so a method that keeps crying here loses its voice here, and keeps it elsewhere.
/// </summary>
/// <param name="rest">How many points what was said counts as said.</param>
/// <param name="isTrusted">Nothing is lowered: for what is already weighed.</param>
internal sealed class SaidOnce(int rest, bool isTrusted = false)
{
    private const double BinsPerDecade = 10;
    private const int Bins = 100;

    // Rarities within three tenths of a decade, a factor of two, are the same for what they are estimated from.
    private const int SameBins = 3;

    private readonly int[] said = new int[Bins];
    private double last;
    private int since;

    /// <summary>What is left to say of a rarity: 0 when it was said.</summary>
    public double Next(double rarity)
    {
        if (++since > rest)
        {
            last = 0;
        }

        if (rarity <= last)
        {
            return 0;
        }

        (last, since) = (rarity, 0);
        if (isTrusted)
        {
            return rarity;
        }

        var bin = Math.Min(Bins - 1, (int)(rarity * BinsPerDecade));
        var before = 0;
        foreach (var times in said.AsSpan(Math.Max(0, bin - SameBins))) before += times;
        said[bin]++;
        return Math.Max(0, rarity - Math.Log10(1 + before));
    }
}
