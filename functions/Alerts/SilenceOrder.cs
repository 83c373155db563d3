namespace Autocura.Alerts;

/// <summary>Alerts that are to be silent while something is done about them.</summary>
public sealed record SilenceOrder
{
    /// <summary>Whose silences they are: they are found again, and lifted, by it.</summary>
    public required string Key { get; init; }

    public IReadOnlyList<Alert> Alerts { get; init; } = [];

    public DateTimeOffset From { get; init; }

    /// <summary>When they end by themselves, whatever happens.</summary>
    public DateTimeOffset Until { get; init; }

    /// <summary>Why, for people who see them.</summary>
    public string Comment { get; init; } = "";
}
