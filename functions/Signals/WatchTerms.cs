namespace Autocura.Signals;

/// <summary>By what a sweep looks, and at what.</summary>
public sealed record SweepTerms(SweepOptions Options, WatchScope Scope);

/// <summary>By what a scan looks, and at what.</summary>
public sealed record ScanTerms(ScanOptions Options, WatchScope Scope);
