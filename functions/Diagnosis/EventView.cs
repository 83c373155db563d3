namespace Autocura.Diagnosis;

/// <summary>A Kubernetes Event of type Warning.</summary>
public sealed record EventView(string Reason, string Message, string About, int Count, DateTimeOffset LastAt);
