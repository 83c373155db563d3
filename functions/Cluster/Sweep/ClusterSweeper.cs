using Autocura.Signals;

namespace Autocura.Cluster.Sweep;

/// <summary>
/// Looks at one cluster, namespace after namespace in the order in which the API server lists them, with one page of each list in memory. A run that has
/// used its time up stops between two namespaces, or between two pages of pods of one that is too large for it, and says where.
/// </summary>
public sealed class ClusterSweeper(IClusters clusters, IEnumerable<ISweepDetector> detectors, TimeProvider time)
{
    /// <summary>What the source label of its alerts says.</summary>
    public const string Source = "sweep";

    private readonly IReadOnlyList<ISweepDetector> detectors = [.. detectors];

    /// <exception cref="ClusterException">The cluster does not answer; nothing was found, nothing reported gone.</exception>
    public async Task<SweepReport> SweepAsync(SweepRequest request, SweepTerms terms, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(terms);
        var run = new SweepRun(clusters.Named(request.Cluster), request.Memory, detectors, terms, time);
        return await run.ToEndAsync(cancellationToken);
    }
}
