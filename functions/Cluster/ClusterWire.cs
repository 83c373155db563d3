using Microsoft.Extensions.Logging;

namespace Autocura.Cluster;

/// <summary>What a client of a cluster is handed: the clock of its waits, the chance (0 to 1) that spreads its repeats, and its log.</summary>
internal sealed record ClusterWire(TimeProvider Time, Func<double> Chance, ILogger Log);
