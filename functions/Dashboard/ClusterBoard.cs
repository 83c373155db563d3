using Autocura.Cluster;

namespace Autocura.Dashboard;

/// <summary>Asks every cluster for the least it can answer, all at once and not for long: a silent one holds up no other's line.</summary>
public sealed class ClusterBoard(IClusters clusters, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The names of all clusters, home first.</summary>
    public IReadOnlyList<string> Names => [.. clusters.All.Select(cluster => cluster.Name)];

    /// <summary>Home first.</summary>
    public async Task<IReadOnlyList<ClusterHealth>> ReadAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        return await Task.WhenAll(clusters.All.Select(cluster => AskAsync(cluster, either.Token, cancellationToken)));
    }

    private static async Task<ClusterHealth> AskAsync(ICluster cluster, CancellationToken either, CancellationToken caller)
    {
        try
        {
            return new ClusterHealth(cluster.Name, Answers: true, await cluster.VersionAsync(either));
        }
        catch (ClusterException refused)
        {
            return new ClusterHealth(cluster.Name, Answers: false, refused.Message);
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            return new ClusterHealth(cluster.Name, Answers: false, $"It does not answer within {Patience.TotalSeconds:0} s.");
        }
    }
}
