namespace Autocura.Dashboard;

/// <summary>Asks every cluster for the least it can answer.</summary>
public sealed class ClusterBoard(EveryCluster clusters)
{
    /// <summary>The names of all clusters, home first.</summary>
    public IReadOnlyList<string> Names => clusters.Names;

    /// <summary>Home first.</summary>
    public Task<IReadOnlyList<ClusterHealth>> ReadAsync(CancellationToken cancellationToken) => clusters.AskAsync(
        async (cluster, either) => new ClusterHealth(cluster.Name, Answers: true, await cluster.VersionAsync(either)),
        (cluster, problem) => new ClusterHealth(cluster.Name, Answers: false, problem),
        cancellationToken);
}
