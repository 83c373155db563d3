namespace Autocura.Signals.Looks;

/// <summary>A custom resource that an operator makes workloads from, and when its spec was last written, by anybody.</summary>
public sealed record OwnerLook(Subject Subject, DateTimeOffset WrittenAt);
