namespace Autocura.Alerts;

/// <summary>What became of every alert of a batch: an intake's output.</summary>
public sealed record IntakeReport(IntakeCounts Counts, IReadOnlyList<AlertResult> Results)
{
    public static IntakeReport Of(IReadOnlyList<AlertResult> results) => new(IntakeCounts.Of(results), results);
}

/// <summary>How many alerts of a batch went which way: an intake's custom status.</summary>
public sealed record IntakeCounts
{
    public required int Alerts { get; init; }

    public int Started { get; init; }

    public int Joined { get; init; }

    public int Duplicate { get; init; }

    public int Ignored { get; init; }

    public int Unrouted { get; init; }

    public int Quarantined { get; init; }

    public int Failed { get; init; }

    /// <summary>The first reasons of alerts that failed, were unrouted or quarantined; at most ten.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public static IntakeCounts Of(IReadOnlyList<AlertResult> results)
    {
        int Count(AlertResultKind kind) => results.Count(result => result.Kind == kind);
        return new IntakeCounts
        {
            Alerts = results.Count,
            Started = Count(AlertResultKind.Started),
            Joined = Count(AlertResultKind.Joined),
            Duplicate = Count(AlertResultKind.Duplicate),
            Ignored = Count(AlertResultKind.Ignored),
            Unrouted = Count(AlertResultKind.Unrouted),
            Quarantined = Count(AlertResultKind.Quarantined),
            Failed = Count(AlertResultKind.Failed),
            Notes = [.. results.Where(result => result.Kind >= AlertResultKind.Unrouted).Take(10).Select(Note)],
        };
    }

    private static string Note(AlertResult result) => $"{result.Kind}: {(result.Alert.Length > 0 ? $"{result.Alert}: " : "")}{result.Reason}";
}
