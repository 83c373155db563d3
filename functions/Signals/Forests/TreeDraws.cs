namespace Autocura.Signals.Forests;

/// <summary>
/// The chance of one tree: SplitMix64 (Steele, Lea and Flood 2014), begun from the seed of the forest and the number of the tree. A tree is the same on
/// every machine and in whatever order trees are grown, which <see cref="Random"/> does not promise across versions.
/// </summary>
internal struct TreeDraws(ulong seed, int tree)
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    private ulong state = Mix(Mix(seed + Gamma) + ((ulong)tree * Gamma));

    /// <summary>A number from 0 to below 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number from 0 to below a bound.</summary>
    public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>A number of the standard normal distribution (Box and Muller 1958).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Share())) * Math.Cos(2 * Math.PI * Share());

    private ulong Next() => Mix(state += Gamma);

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
