namespace Autocura.Policies.Rollback.Judging;

/// <summary>What the judge takes for granted before it has seen a sample. None of it is fitted to data; docs/rollback.md says how much each matters.</summary>
public sealed record JudgeTerms
{
    public static JudgeTerms Default { get; } = new();

    /// <summary>Share of releases that are bad: the change failure rate of the surveys (Forsgren, Humble and Kim 2018, and the yearly DORA reports since: 5 to 40 %).</summary>
    public double BadReleases { get; init; } = 0.2;

    /// <summary>How much worse than the reference a level may be and still not matter, as a share of it: as in the comparison of latencies after a remedy.</summary>
    public double LevelTolerance { get; init; } = 0.05;

    /// <summary>As <see cref="LevelTolerance"/>, for shares of requests: they are small numbers, whose ratios are large.</summary>
    public double ShareTolerance { get; init; } = 0.25;

    /// <summary>How much more of all requests may fail and still not matter: one in a thousand.</summary>
    public double ShareMargin { get; init; } = 0.001;

    /// <summary>The usual harm of a bad release, as the logarithm of a ratio: half of them worsen the metric by at least half. A Cauchy's tail leaves room for a hundred times.</summary>
    public double Harm { get; init; } = Math.Log(1.5);

    /// <summary>Share of good releases whose levels are worse at first and then settle: cold caches, compilation.</summary>
    public double LevelWarmUps { get; init; } = 0.3;

    /// <summary>As <see cref="LevelWarmUps"/>, of shares of requests: a good release seldom fails requests at first.</summary>
    public double ShareWarmUps { get; init; } = 0.05;

    /// <summary>Share of good releases that have a wild sample now and then: a pause, a retry storm, a scrape that failed.</summary>
    public double WildOnes { get; init; } = 0.1;

    /// <summary>Samples after which half of the warm-ups are over.</summary>
    public double WarmUpSamples { get; init; } = 3;

    /// <summary>Share of bad releases that are not bad all along: in equal parts they go wrong only some time after the release, get worse with every sample, or are bad now and then.</summary>
    public double OtherCourses { get; init; } = 0.5;

    /// <summary>Spread of a level around itself, as a share of it, that is assumed until samples tell.</summary>
    public double Spread { get; init; } = 0.2;

    /// <summary>The smallest spread that counts, as a share of the level: finer than that nothing is measured in practice.</summary>
    public double LeastSpread { get; init; } = 0.02;
}
