namespace Autocura.Diagnosis;

/// <summary>
/// How often each cause was the true one before, by this system's own record: incidents that ended because the remedy for that very cause was carried out
/// and the recovery was measured. It moves the priors; it never decides alone.
/// </summary>
public sealed record Experience
{
    // As many incidents as the suites have rows weigh as much as they do.
    private const double WeightOfTheSuites = 100;

    public static readonly Experience None = new();

    /// <summary>Confirmed incidents, by cause.</summary>
    public IReadOnlyDictionary<string, int> Confirmed { get; init; } = new Dictionary<string, int>();

    /// <summary>
    /// The mean of a Dirichlet distribution: the prior share counts like <c>WeightOfTheSuites</c> incidents, each confirmed one like one more.
    /// </summary>
    internal double Prior(string cause, double share) =>
        ((WeightOfTheSuites * share) + Confirmed.GetValueOrDefault(cause)) / (WeightOfTheSuites + Confirmed.Values.Sum());
}
