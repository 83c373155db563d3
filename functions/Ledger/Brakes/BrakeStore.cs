using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Guardrails.Brakes;
using Autocura.Incidents;

namespace Autocura.Ledger.Brakes;

/// <summary>
/// Keeps a cluster's <see cref="BrakeLedger"/> in a ConfigMap of that cluster. Every change names the version it was made from, so that of several hosts none spends
/// what another has spent already.
/// </summary>
public sealed class BrakeStore(IClusters clusters, LedgerOptions options)
{
    public const string Name = "autocura-brake";
    private const string Key = "ledger";

    /// <summary>Writers that come between are few; one that loses so often is told to come back later.</summary>
    private const int Tries = 8;

    private ObjectRef Ref => Kinds.ConfigMap.Ref(options.Namespace, Name);

    /// <exception cref="ClusterException">It cannot be read, or what stands there is no ledger.</exception>
    public async Task<BrakeLedger> ReadAsync(string cluster, CancellationToken cancellationToken) =>
        Read(await clusters.Named(cluster).FindAsync(Ref, cancellationToken));

    /// <summary>
    /// Changes the ledger as <paramref name="change"/> says, which is asked again when somebody else wrote in between; null leaves it as it is. False: others always
    /// wrote first.
    /// </summary>
    public async Task<bool> ChangeAsync(string cluster, Func<BrakeLedger, BrakeLedger?> change, CancellationToken cancellationToken)
    {
        var there = clusters.Named(cluster);
        for (var left = Tries; left > 0; left--)
        {
            var found = await there.FindAsync(Ref, cancellationToken);
            var before = Read(found);
            var after = change(before);
            if (after is null || ReferenceEquals(after, before) || await WriteAsync(there, found, after, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<bool> WriteAsync(ICluster cluster, JsonObject? found, BrakeLedger ledger, CancellationToken cancellationToken)
    {
        var data = new JsonObject { [Key] = JsonSerializer.Serialize(ledger) };
        try
        {
            if (found is null)
            {
                var manifest = new JsonObject
                {
                    ["apiVersion"] = Kinds.ConfigMap.ApiVersion,
                    ["kind"] = Kinds.ConfigMap.Kind,
                    ["metadata"] = new JsonObject { ["name"] = Name, ["namespace"] = options.Namespace },
                    ["data"] = data,
                };
                await cluster.CreateAsync(Kinds.ConfigMap, manifest, cancellationToken);
            }
            else
            {
                var operations = new JsonArray(
                    new JsonObject { ["op"] = "replace", ["path"] = "/metadata/resourceVersion", ["value"] = found["metadata"]!["resourceVersion"]!.DeepClone() },
                    new JsonObject { ["op"] = "add", ["path"] = "/data", ["value"] = data });
                await cluster.PatchAsync(Ref, new ObjectPatch(PatchKind.Json, operations), cancellationToken);
            }

            return true;
        }
        catch (ClusterException raced) when (raced.IsConflict || raced.Reason == "AlreadyExists")
        {
            return false;
        }
    }

    private BrakeLedger Read(JsonObject? found)
    {
        if (found?["data"]?[Key]?.ToString() is not { } text)
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
