using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Incidents;
using Autocura.Planning;

namespace Autocura.Remediation;

/// <summary>
/// An Event that is written before an object is deleted. What is gone carries no key any more: the notice tells a repeated run whether this step took it away or
/// somebody else did, and people who it was.
/// </summary>
internal static class RemovalNotice
{
    private const string Reporter = "autocura";

    public static async Task PostAsync(ICluster cluster, ActionReceipt receipt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await cluster.CreateAsync(Kinds.Event, Manifest(receipt, now), cancellationToken);
        }
        catch (ClusterException posted) when (posted.Reason == "AlreadyExists")
        {
            // by an earlier run of the same step
        }
    }

    public static async Task<bool> IsPostedAsync(ICluster cluster, ActionReceipt receipt, CancellationToken cancellationToken) =>
        (await cluster.FindAsync(Name(receipt), cancellationToken)).Text("involvedObject", "uid") == receipt.Uid;

    private static ObjectRef Name(ActionReceipt receipt)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(receipt.Key)))[..16];
        return Kinds.Event.Ref(receipt.Target.Namespace.Length > 0 ? receipt.Target.Namespace : "default", $"{receipt.Target.Name}.{digest}");
    }

    private static JsonObject Manifest(ActionReceipt receipt, DateTimeOffset now)
    {
        var (target, name, at) = (receipt.Target, Name(receipt), now.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        return new JsonObject
        {
            ["apiVersion"] = name.ApiVersion,
            ["kind"] = name.Kind,
            ["metadata"] = new JsonObject { ["name"] = name.Name, ["namespace"] = name.Namespace, ["annotations"] = new JsonObject { [ObjectEdit.KeyAnnotation] = receipt.Key } },
            ["involvedObject"] = new JsonObject { ["apiVersion"] = target.ApiVersion, ["kind"] = target.Kind, ["namespace"] = target.Namespace, ["name"] = target.Name, ["uid"] = receipt.Uid },
            ["type"] = "Normal",
            ["reason"] = "AutocuraRemoves",
            ["message"] = $"{target} is removed by step {receipt.Key}",
            ["firstTimestamp"] = at,
            ["lastTimestamp"] = at,
            ["count"] = 1,
            ["reportingComponent"] = Reporter,
            ["reportingInstance"] = Reporter,
            ["source"] = new JsonObject { ["component"] = Reporter },
        };
    }
}
