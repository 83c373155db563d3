namespace Autocura.Policies.Rollback.Judging;

/// <summary>How much of some probability is that of a bad release: <c>Bad</c> and <c>All</c> times the exponential of <c>Scale</c>, which by itself would not fit into a number.</summary>
internal readonly record struct Odds(double Scale, double Bad, double All)
{
    public Odds Times(double weight) => Shifted(Math.Log(weight));

    public Odds Shifted(double logWeight) => this with { Scale = Scale + logWeight };

    public static Odds Sum(IReadOnlyList<Odds> parts)
    {
        var scale = parts.Max(part => part.Scale);
        return new Odds(scale, parts.Sum(part => part.Bad * Math.Exp(part.Scale - scale)), parts.Sum(part => part.All * Math.Exp(part.Scale - scale)));
    }

    /// <summary>The share of the bad in the sum of all.</summary>
    public static double Share(IReadOnlyList<Odds> parts)
    {
        var sum = Sum(parts);
        return Math.Clamp(sum.Bad / sum.All, 0, 1);
    }
}
