namespace Autocura.Dashboard;

/// <summary>Whether one cluster answers at this moment, and what it or the way to it said.</summary>
public sealed record ClusterHealth(string Name, bool Answers, string Detail);
