using System.Text.Json.Nodes;
using Autocura.Cluster;

namespace Autocura.Ledger.Learning;

/// <summary>Leaves an Event beside the record of what was learned when somebody has a part of it forgotten.</summary>
public sealed class ResetEvents(IClusters clusters, LearningStore learning, TimeProvider time)
{
    private const string Reporter = "autocura";

    /// <summary>The Event's name, or why it could not be written: what was forgotten is forgotten all the same.</summary>
    public async Task<string> WriteAsync(string cluster, string message, CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow();
        var target = Kinds.Event.Ref(learning.Ref.Namespace, $"{learning.Ref.Name}.{at.UtcTicks:x}");
        var manifest = new JsonObject
        {
            ["apiVersion"] = target.ApiVersion,
            ["kind"] = target.Kind,
            ["metadata"] = new JsonObject { ["name"] = target.Name, ["namespace"] = target.Namespace },
            ["involvedObject"] = Manifest.Resource(learning.Ref),
            ["type"] = "Normal",
            ["reason"] = "AutocuraLearningReset",
            ["message"] = Manifest.Text(message, Manifest.Sentence),
            ["firstTimestamp"] = $"{at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}",
            ["lastTimestamp"] = $"{at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}",
            ["count"] = 1,
            ["reportingComponent"] = Reporter,
            ["reportingInstance"] = Reporter,
            ["source"] = new JsonObject { ["component"] = Reporter },
        };
        try
        {
            await clusters.Named(cluster).CreateAsync(Kinds.Event, manifest, cancellationToken);
            return target.Name;
        }
        catch (ClusterException refused)
        {
            return $"It could not be written: {refused.Message}";
        }
    }
}
