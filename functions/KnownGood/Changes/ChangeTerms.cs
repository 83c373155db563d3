namespace Autocura.KnownGood.Changes;

/// <summary>What changes are judged by. <paramref name="InstalledBy"/>: what was written earlier is how the namespace was set up.</summary>
internal sealed record ChangeTerms(KnownGoodOptions Options, DateTimeOffset Onset, DateTimeOffset InstalledBy);
