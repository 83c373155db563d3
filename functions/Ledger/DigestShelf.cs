using System.Net;
using Autocura.Cluster;

namespace Autocura.Ledger;

/// <summary>The digests of the last weeks, in a ConfigMap of the own namespace: <c>kubectl get configmap autocura-digests -o yaml</c>.</summary>
public sealed class DigestShelf(IClusters clusters, LedgerOptions options)
{
    private const string Name = "autocura-digests";
    private const string Text = ".md";
    private const int Weeks = 8;

    private OwnConfigMap Map => new(clusters.Home, Kinds.ConfigMap.Ref(options.Namespace, Name));

    /// <summary>Keeps the text of a week, "2026-W47": it sorts as its time does. What is older than the last eight goes, with what is known of who was told.</summary>
    /// <exception cref="ClusterException">It could not be written.</exception>
    public Task PutAsync(string week, string digest, CancellationToken cancellationToken) => ChangeAsync(
        kept =>
        {
            var all = kept.Where(entry => entry.Key != $"{week}{Text}").Append(KeyValuePair.Create($"{week}{Text}", digest)).ToList();
            var weeks = all.Select(entry => WeekOf(entry.Key)).Distinct().OrderDescending(StringComparer.Ordinal).Take(Weeks).ToHashSet(StringComparer.Ordinal);
            return all.Where(entry => weeks.Contains(WeekOf(entry.Key))).ToDictionary();
        },
        cancellationToken);

    /// <summary>Writes down that a channel is about to be told of a week. False: somebody has written that before.</summary>
    /// <exception cref="ClusterException">It could not be written, so nobody may tell it.</exception>
    public async Task<bool> ClaimAsync(string week, string channel, CancellationToken cancellationToken)
    {
        var isMine = false;
        await ChangeAsync(
            kept =>
            {
                isMine = !kept.ContainsKey(ClaimOf(week, channel));
                return isMine ? kept.Append(KeyValuePair.Create(ClaimOf(week, channel), "told")).ToDictionary() : null;
            },
            cancellationToken);
        return isMine;
    }

    /// <summary>The channel was not told after all.</summary>
    /// <exception cref="ClusterException">It could not be written: the channel is not told of this week any more.</exception>
    public Task ReleaseAsync(string week, string channel, CancellationToken cancellationToken) =>
        ChangeAsync(kept => kept.Where(entry => entry.Key != ClaimOf(week, channel)).ToDictionary(), cancellationToken);

    private async Task ChangeAsync(Func<IReadOnlyDictionary<string, string>, IReadOnlyDictionary<string, string>?> change, CancellationToken cancellationToken)
    {
        if (!await Map.ChangeAsync(change, cancellationToken))
        {
            throw new ClusterException($"Others were always faster to write ConfigMap {options.Namespace}/{Name}.", "Conflict", HttpStatusCode.Conflict);
        }
    }

    private static string ClaimOf(string week, string channel) => $"{week}.{channel}";

    private static string WeekOf(string key) => key.Split('.')[0];
}
