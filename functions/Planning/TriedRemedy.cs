namespace Autocura.Planning;

/// <summary>A remedy of an earlier attempt in this incident and how it went; the same one is not tried a third time.</summary>
public sealed record TriedRemedy(string Cause, string Action, string Target, string Result);
