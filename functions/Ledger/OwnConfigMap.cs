using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Incidents;

namespace Autocura.Ledger;

/// <summary>
/// A ConfigMap of this system's own in a cluster. Every change names the version it was made from, so that of several hosts none writes over what another has written.
/// </summary>
internal sealed class OwnConfigMap(ICluster cluster, ObjectRef target)
{
    /// <summary>Writers that come between are few; one that loses so often is told to come back later.</summary>
    private const int Tries = 8;

    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(CancellationToken cancellationToken) => Entries(await cluster.FindAsync(target, cancellationToken));

    /// <summary>
    /// Changes the entries as <paramref name="change"/> says, which is asked again when somebody else wrote in between; null leaves them as they are. False: others always
    /// wrote first.
    /// </summary>
    public async Task<bool> ChangeAsync(Func<IReadOnlyDictionary<string, string>, IReadOnlyDictionary<string, string>?> change, CancellationToken cancellationToken)
    {
        for (var left = Tries; left > 0; left--)
        {
            var found = await cluster.FindAsync(target, cancellationToken);
            if (change(Entries(found)) is not { } after || await WriteAsync(found, after, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<bool> WriteAsync(JsonObject? found, IReadOnlyDictionary<string, string> entries, CancellationToken cancellationToken)
    {
        var data = new JsonObject(entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value)));
        try
        {
            if (found is null)
            {
                var manifest = new JsonObject
                {
                    ["apiVersion"] = target.ApiVersion,
                    ["kind"] = target.Kind,
                    ["metadata"] = new JsonObject { ["name"] = target.Name, ["namespace"] = target.Namespace },
                    ["data"] = data,
                };
                await cluster.CreateAsync(Kinds.ConfigMap, manifest, cancellationToken);
            }
            else
            {
                var operations = new JsonArray(
                    new JsonObject { ["op"] = "replace", ["path"] = "/metadata/resourceVersion", ["value"] = found["metadata"]!["resourceVersion"]!.DeepClone() },
                    new JsonObject { ["op"] = "add", ["path"] = "/data", ["value"] = data });
                await cluster.PatchAsync(target, new ObjectPatch(PatchKind.Json, operations), cancellationToken);
            }

            return true;
        }
        catch (ClusterException raced) when (raced.IsConflict || raced.Reason == "AlreadyExists")
        {
            return false;
        }
    }

    private static Dictionary<string, string> Entries(JsonObject? found) => found?["data"] is JsonObject data
        ? data.ToDictionary(entry => entry.Key, entry => $"{entry.Value}")
        : [];
}
