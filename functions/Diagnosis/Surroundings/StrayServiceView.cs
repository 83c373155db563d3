namespace Autocura.Diagnosis.Surroundings;

/// <summary>A Service without endpoints whose selector matches no pod. <paramref name="Differing"/> are the labels that keep it from the workload's pods ("version=v9 (pods have v1)").</summary>
public sealed record StrayServiceView(string Name, IReadOnlyList<string> Differing, bool Exists, DateTimeOffset? ChangedAt, string ChangedBy);
