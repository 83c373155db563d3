namespace Autocura.Ledger;

/// <summary>Where the record goes that is about no workload: the namespace of this system's own objects.</summary>
public sealed record LedgerOptions(string Namespace);
