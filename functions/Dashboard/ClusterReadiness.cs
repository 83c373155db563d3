namespace Autocura.Dashboard;

/// <summary>What is missing where, each in a line without anything that a stranger must not read; empty when nothing is.</summary>
public sealed record ClusterReadiness(string Cluster, IReadOnlyList<string> Missing);
