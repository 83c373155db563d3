using Autocura.Planning.Learning;

namespace Autocura.Ledger.Learning;

/// <summary>How remedies went in one cluster, the one with most cases first, and what could not be read.</summary>
public sealed record LearningView(string Cluster, IReadOnlyList<RemedyView> Remedies, IReadOnlyList<string> Unread)
{
    public static LearningView Of(string cluster, TrackRecord record, DateTimeOffset now) => new(
        cluster,
        [.. record.Remedies
            .Select(pair => RemedyView.Of(pair.Key, pair.Value, record.Estimate(pair.Key, pair.Value.Prior, now)))
            .OrderByDescending(remedy => remedy.Helped + remedy.Failed)
            .ThenBy(remedy => $"{remedy.Cause}.{remedy.Action}.{remedy.Class}", StringComparer.Ordinal)],
        [.. record.Unreadable.Select(pair => $"{pair.Key}: {pair.Value}.")]);
}

/// <summary>How one remedy went. Helped and failed are all cases; the chance counts old ones for less.</summary>
public sealed record RemedyView
{
    public required string Cause { get; init; }

    public required string Action { get; init; }

    public required string Class { get; init; }

    public required int Helped { get; init; }

    public required int Failed { get; init; }

    /// <summary>How likely it helps, and within what bounds in four of five times.</summary>
    public required double Mean { get; init; }

    public required double Low { get; init; }

    public required double High { get; init; }

    /// <summary>What its rule gave it at the last case.</summary>
    public required double Prior { get; init; }

    /// <summary>When the last case was counted.</summary>
    public required DateTimeOffset Last { get; init; }

    internal static RemedyView Of(RemedyKey key, PastCases cases, SuccessEstimate estimate) => new()
    {
        Cause = key.Cause,
        Action = key.Action,
        Class = key.Class,
        Helped = cases.Helped,
        Failed = cases.Failed,
        Mean = Math.Round(estimate.Mean, 4),
        Low = estimate.Low,
        High = estimate.High,
        Prior = cases.Prior,
        Last = cases.At,
    };
}
