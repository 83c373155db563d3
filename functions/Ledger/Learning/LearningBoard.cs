using Autocura.Cluster;
using Autocura.Planning.Learning;

namespace Autocura.Ledger.Learning;

/// <summary>What was learned in every cluster, to be looked at and to be forgotten. All are asked at once and not for long: a silent one holds up no other's line.</summary>
public sealed class LearningBoard(IClusters clusters, LearningStore learning, ResetEvents events, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Why no cluster of that name can be asked; null when it can.</summary>
    public string? ProblemWith(string? cluster)
    {
        try
        {
            _ = cluster is null ? clusters.Home : clusters.Named(cluster);
            return null;
        }
        catch (ClusterException unknown)
        {
            return unknown.Message;
        }
    }

    /// <param name="only">The one cluster that is asked about; null: all, home first.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="ClusterException">There is no cluster of that name.</exception>
    public async Task<IReadOnlyList<LearningView>> ReadAsync(string? only, CancellationToken cancellationToken)
    {
        IReadOnlyList<ICluster> asked = only is null ? clusters.All : [clusters.Named(only)];
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        return await Task.WhenAll(asked.Select(cluster => AskAsync(cluster.Name, either.Token, cancellationToken)));
    }

    /// <summary>Forgets what was learned of some remedies in one cluster, home unless it is named. An Event beside the record says so, and for whom.</summary>
    /// <exception cref="ClusterException">There is no cluster of that name.</exception>
    public async Task<Forgotten> ForgetAsync(string? cluster, Func<RemedyKey, bool> forgotten, string by, CancellationToken cancellationToken)
    {
        var where = (cluster is null ? clusters.Home : clusters.Named(cluster)).Name;
        try
        {
            if (await learning.ForgetAsync(where, forgotten, cancellationToken) is not { } keys)
            {
                return new Forgotten(where, [], by) { Problem = $"Others write {learning.Ref} all the time.", MayComeRight = true };
            }

            IReadOnlyList<string> names = [.. keys.Select(key => $"{key}")];
            return new Forgotten(where, names, by)
            {
                Event = names.Count == 0 ? "" : await events.WriteAsync(where, $"{by} had forgotten what was learned of {string.Join(", ", names)}.", cancellationToken),
            };
        }
        catch (ClusterException refused)
        {
            return new Forgotten(where, [], by) { Problem = $"{learning.Ref}: {refused.Message}", MayComeRight = refused.IsTransient };
        }
    }

    private async Task<LearningView> AskAsync(string cluster, CancellationToken either, CancellationToken caller)
    {
        try
        {
            return LearningView.Of(cluster, await learning.ReadAsync(cluster, either), time.GetUtcNow());
        }
        catch (ClusterException refused)
        {
            return new LearningView(cluster, [], [$"{learning.Ref}: {refused.Message}"]);
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            return new LearningView(cluster, [], [$"{learning.Ref}: no answer within {Patience.TotalSeconds:0} s."]);
        }
    }
}
