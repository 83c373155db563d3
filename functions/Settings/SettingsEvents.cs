using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Ledger;

namespace Autocura.Settings;

/// <summary>Leaves an Event beside the ConfigMap for each value in it that is refused: once for each of its versions, however many hosts read it.</summary>
internal static class SettingsEvents
{
    private const string Reporter = "autocura";

    /// <summary>Null, or why it could not be written.</summary>
    public static async Task<string?> WriteAsync(ICluster cluster, JsonObject map, string problem, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var metadata = map["metadata"]!;
        var (ns, name, uid) = ($"{metadata["namespace"]}", $"{metadata["name"]}", $"{metadata["uid"]}");
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{uid}/{metadata["resourceVersion"]}/{problem}")))[..16];
        var target = Kinds.Event.Ref(ns, $"{name}.{digest}");
        var at = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var about = Manifest.Resource(Kinds.ConfigMap.Ref(ns, name));
        about["uid"] = uid;
        var manifest = new JsonObject
        {
            ["apiVersion"] = target.ApiVersion,
            ["kind"] = target.Kind,
            ["metadata"] = new JsonObject { ["name"] = target.Name, ["namespace"] = ns },
            ["involvedObject"] = about,
            ["type"] = "Warning",
            ["reason"] = "AutocuraSettingRefused",
            ["message"] = Manifest.Text($"{problem} What held before goes on.", Manifest.Sentence),
            ["firstTimestamp"] = at,
            ["lastTimestamp"] = at,
            ["count"] = 1,
            ["reportingComponent"] = Reporter,
            ["reportingInstance"] = Reporter,
            ["source"] = new JsonObject { ["component"] = Reporter },
        };
        try
        {
            await cluster.CreateAsync(Kinds.Event, manifest, cancellationToken);
            return null;
        }
        catch (ClusterException refused)
        {
            return refused.Reason == "AlreadyExists" ? null : refused.Message;
        }
    }
}
