namespace Autocura.Ledger;

/// <summary>Settings under <c>Autocura:Retention:</c>: how long the record in a cluster is kept.</summary>
public sealed record RetentionOptions
{
    /// <summary>Days that the record of a finished incident is kept: its Issue with all that belongs to it; 1 to 3650.</summary>
    public int HistoryDays { get; init; } = 30;

    /// <summary>Days that an Anomaly is kept that belongs to no incident; 1 to 365.</summary>
    public int UnroutedDays { get; init; } = 7;

    /// <summary>Every setting that is wrong: which, and what it may be.</summary>
    public IEnumerable<string> Problems()
    {
        if (HistoryDays is < 1 or > 3650) yield return $"Autocura:Retention:HistoryDays is {HistoryDays}; it may be 1 to 3650.";
        if (UnroutedDays is < 1 or > 365) yield return $"Autocura:Retention:UnroutedDays is {UnroutedDays}; it may be 1 to 365.";
    }
}
