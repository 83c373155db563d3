namespace Autocura.Ledger;

/// <summary>Where the record goes, from the settings under <c>Ledger:</c>.</summary>
public sealed record LedgerOptions
{
    /// <summary>The system's own namespace: what is about no other namespace is recorded there.</summary>
    public string Namespace { get; init; } = "autocura-cognitiva";
}
