using Autocura.Diagnosis.Measurements.Ranking;

namespace Autocura.Benchmarks.Numbers.RootCause;

/// <summary>One fault that was injected into a real system: what could be measured, and (only for the score) where it was.</summary>
internal sealed record FaultCase(string Id, string DataSet, RankingInput Input, string Service, IReadOnlyList<string> Metrics);
