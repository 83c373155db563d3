namespace Autocura.Benchmarks.Harness;

/// <summary>One way of doing the work: it does its share once and says what it reached, in units a second or in seconds.</summary>
internal sealed record Contender(string Name, Func<Task<double>> MeasureAsync);

/// <summary>
/// Measures contenders in turn, round after round (A B C, A B C, ...), and reports medians. Whatever else the machine does meanwhile
/// touches all of them alike, so the ratios of one run hold where absolute numbers do not.
/// </summary>
internal sealed class Contest(params IReadOnlyList<Contender> contenders)
{
    private readonly Dictionary<string, List<double>> results = contenders.ToDictionary(contender => contender.Name, _ => new List<double>());

    /// <summary>Runs all rounds, after one that is thrown away: it compiles the code and fills the caches.</summary>
    public async Task RunAsync(int rounds)
    {
        for (var round = -1; round < rounds; round++)
        {
            foreach (var contender in contenders)
            {
                var result = await contender.MeasureAsync();
                if (round >= 0) results[contender.Name].Add(result);
            }
        }
    }

    public double Median(string contender) => Sample.Median(results[contender]);

    /// <summary>The median over the rounds of what one reached against the other in the same round.</summary>
    public double Ratio(string contender, string against) =>
        Sample.Median(results[contender].Zip(results[against], (one, other) => one / other));

    /// <summary>The lowest and the highest result.</summary>
    public string Range(string contender) => $"{Report.Shown(results[contender].Min())} - {Report.Shown(results[contender].Max())}";
}
