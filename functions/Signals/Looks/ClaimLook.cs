namespace Autocura.Signals.Looks;

/// <summary>A PersistentVolumeClaim that is not bound.</summary>
public sealed record ClaimLook(string Name, string Phase, string StorageClass, DateTimeOffset CreatedAt);
