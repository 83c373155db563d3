using System.Net;
using System.Text.Json;
using Autocura.Cluster;
using Autocura.Guardrails.Brakes;
using Autocura.Incidents;

namespace Autocura.Ledger.Brakes;

/// <summary>Keeps a cluster's <see cref="BrakeLedger"/> in a ConfigMap of that cluster, so that of several hosts none spends what another has spent already.</summary>
public sealed class BrakeStore(IClusters clusters, LedgerOptions options)
{
    public const string Name = "autocura-brake";
    private const string Key = "ledger";

    private ObjectRef Ref => Kinds.ConfigMap.Ref(options.Namespace, Name);

    /// <exception cref="ClusterException">It cannot be read, or what stands there is no ledger.</exception>
    public async Task<BrakeLedger> ReadAsync(string cluster, CancellationToken cancellationToken) => Read(await Of(cluster).ReadAsync(cancellationToken));

    /// <summary>
    /// Changes the ledger as <paramref name="change"/> says, which is asked again when somebody else wrote in between; null leaves it as it is. False: others always
    /// wrote first.
    /// </summary>
    public Task<bool> ChangeAsync(string cluster, Func<BrakeLedger, BrakeLedger?> change, CancellationToken cancellationToken) => Of(cluster).ChangeAsync(
        entries =>
        {
            var before = Read(entries);
            var after = change(before);
            return after is null || ReferenceEquals(after, before) ? null : new Dictionary<string, string> { [Key] = JsonSerializer.Serialize(after) };
        },
        cancellationToken);

    private OwnConfigMap Of(string cluster) => new(clusters.Named(cluster), Ref);

    private BrakeLedger Read(IReadOnlyDictionary<string, string> entries)
    {
        if (entries.GetValueOrDefault(Key) is not { } text)
        {
            return BrakeLedger.Empty;
        }

        try
        {
            return JsonSerializer.Deserialize<BrakeLedger>(text) ?? throw new JsonException("it is null");
        }
        catch (JsonException unreadable)
        {
            throw new ClusterException($"{Ref} holds no ledger of actions: {unreadable.Message} Delete it to begin anew.", "Unreadable", HttpStatusCode.UnprocessableEntity, unreadable);
        }
    }
}
