using Autocura.Cluster;

namespace Autocura.Dashboard;

/// <summary>Asks all clusters at once and not for long: a silent one holds up no other's line, and says why it has none.</summary>
public sealed class EveryCluster(IClusters clusters, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The names of all clusters, home first.</summary>
    public IReadOnlyList<string> Names => [.. clusters.All.Select(cluster => cluster.Name)];

    /// <summary>What each cluster answers, home first; what <paramref name="silent"/> makes of a refusal or a silence where it does not.</summary>
    public async Task<IReadOnlyList<T>> AskAsync<T>(Func<ICluster, CancellationToken, Task<T>> ask, Func<ICluster, string, T> silent, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        return await Task.WhenAll(clusters.All.Select(OneAsync));

        async Task<T> OneAsync(ICluster cluster)
        {
            try
            {
                return await ask(cluster, either.Token);
            }
            catch (ClusterException refused)
            {
                return silent(cluster, refused.Message);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return silent(cluster, $"It does not answer within {Patience.TotalSeconds:0} s.");
            }
        }
    }
}
