namespace Autocura.Policies.Rollback.Judging;

/// <summary>One metric of a policy, and what it showed since the release and, where there is such a thing, without it.</summary>
public sealed record ReleaseMetric
{
    public required string Name { get; init; }

    /// <summary>Its share in the decision, before weights are normalised. Zero: it is observed, and does not count.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Beyond it the metric speaks against the release, in the unit of the metric.</summary>
    public required double Threshold { get; init; }

    /// <summary>The comparison with the threshold that speaks against the release.</summary>
    public Comparison Comparison { get; init; } = Comparison.GreaterThan;

    /// <summary>How much worse than the reference still does not matter, as a share of it; null: what <see cref="JudgeTerms"/> say.</summary>
    public double? Tolerance { get; init; }

    /// <summary>Since the release, oldest first.</summary>
    public required MetricSamples Since { get; init; }

    /// <summary>What it is compared with; without samples the threshold alone tells.</summary>
    public MetricSamples Reference { get; init; } = MetricSamples.None;

    /// <summary>
    /// Whether the reference was measured at the same steps of time (the release before, running beside a canary), rather than before the release: what befell
    /// both then, a busy hour or a slow neighbour, tells nothing about the release.
    /// </summary>
    public bool Beside { get; init; }

    /// <summary>Whether the threshold leaves nothing on its other side: then it tells nothing.</summary>
    internal bool IsViolatedByAll => Comparison == Comparison.GreaterThan
        ? Threshold <= 0 && (Since.Requests is not null || Since.Values.Where(double.IsFinite).All(value => value > Threshold))
        : Comparison == Comparison.LessThan && Threshold > 1 && Since.Requests is not null;

    /// <summary>A metric that must not equal a number is judged by the share of its samples that do: more than half of them violate it.</summary>
    internal ReleaseMetric AsCounts() => Comparison != Comparison.Equal ? this : this with
    {
        Threshold = 0.5,
        Comparison = Comparison.GreaterThan,
        Since = Since.Matching(Threshold),
        Reference = Reference.Matching(Threshold),
    };
}
