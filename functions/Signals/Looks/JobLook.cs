namespace Autocura.Signals.Looks;

/// <summary>A Job that has failed: when, and why in the cluster's words.</summary>
public sealed record JobLook(string Name, DateTimeOffset FailedAt, string Reason);
