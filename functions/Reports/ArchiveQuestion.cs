using Autocura.Incidents;

namespace Autocura.Reports;

/// <summary>Which of the incidents that have ended are asked for. What is null or empty narrows nothing.</summary>
public sealed record ArchiveQuestion
{
    /// <summary>All of them stand in the workload, its namespace or cluster, the headline, the cause or the name of the record; upper and lower case are the same.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>How it ended.</summary>
    public OutcomeKind? Outcome { get; init; }

    /// <summary>It ended then or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>It ended before.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>So many of the newest are left out: the pages before.</summary>
    public int Skip { get; init; }

    /// <summary>At most so many are answered.</summary>
    public required int Limit { get; init; }

    public bool Matches(PastIncident one)
    {
        ArgumentNullException.ThrowIfNull(one);
        var text = $"{one.Workload.Cluster} {one.Workload.Kind} {one.Workload.Namespace}/{one.Workload.Name} {one.Headline} {one.Cause} {one.RecordName}";
        return (Outcome is null || one.Outcome == $"{Outcome}")
            && (Since is null || one.EndedAt >= Since)
            && (Until is null || one.EndedAt < Until)
            && Words.All(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
    }
}
