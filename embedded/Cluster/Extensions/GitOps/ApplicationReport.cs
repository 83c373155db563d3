using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Extensions.GitOps;

/// <summary>Writes how an Application stands. The time of the comparison moves only when its result does.</summary>
internal sealed class ApplicationReport(ClusterClient client, JsonObject application, ManifestApplier applier)
{
    private readonly ObjectKey key = new(ApplicationController.Group, ApplicationController.Plural, application.Namespace(), application.Name());

    /// <summary>A sync that has gone well, as <c>status.operationState</c>.</summary>
    public static JsonObject Operation(string revision, DateTimeOffset now, bool isAutomated) => new()
    {
        ["phase"] = "Succeeded",
        ["message"] = "successfully synced (all tasks run)",
        ["startedAt"] = now.ToTimestamp(),
        ["finishedAt"] = now.ToTimestamp(),
        ["operation"] = new JsonObject { ["initiatedBy"] = isAutomated ? new JsonObject { ["automated"] = true } : [], ["sync"] = new JsonObject { ["revision"] = revision } },
        ["syncResult"] = new JsonObject { ["revision"] = revision },
    };

    /// <summary>The repository cannot be read.</summary>
    public void Unreadable(string why) => Write(status =>
    {
        status["sync"] = new JsonObject { ["status"] = "Unknown" };
        status["conditions"] = new JsonArray(new JsonObject { ["type"] = "ComparisonError", ["message"] = why });
    });

    /// <summary>What was wanted, and which of it differs or is too much.</summary>
    public void Write(string revision, IReadOnlyList<JsonObject> wanted, HashSet<ObjectKey> differing, IReadOnlyList<ObjectKey> surplus)
    {
        var resources = wanted.Select(manifest => Resource(manifest, differing)).Concat(surplus.Select(Surplus)).ToList();
        var isSynced = differing.Count + surplus.Count == 0;
        Write(status =>
        {
            status["sync"] = new JsonObject
            {
                ["status"] = isSynced ? "Synced" : "OutOfSync",
                ["revision"] = revision,
                ["comparedTo"] = new JsonObject { ["source"] = application.At("spec", "source")?.DeepClone(), ["destination"] = application.At("spec", "destination")?.DeepClone() },
            };
            status["health"] = new JsonObject { ["status"] = ObjectHealth.Worst(resources.Select(resource => resource.Text("health", "status")).OfType<string>()) };
            status["resources"] = new JsonArray([.. resources]);
            status.Remove("conditions");
        });
    }

    private void Write(Action<JsonObject> change)
    {
        var (before, after) = (application.Text("status", "sync", "status"), "");
        client.UpdateStatus(key, status =>
        {
            change(status);
            after = status.Text("sync", "status")!;
            if (before != after)
            {
                status["reconciledAt"] = client.Now.ToTimestamp();
            }
        });
        if (before is not null && before != after)
        {
            client.Record(application, "ResourceUpdated", $"Updated sync status: {before} -> {after}");
        }
    }

    private JsonObject Resource(JsonObject manifest, HashSet<ObjectKey> differing)
    {
        var key = applier.KeyOf(manifest);
        var resource = new JsonObject { ["version"] = manifest.ApiVersion().Split('/')[^1], ["kind"] = manifest.Kind(), ["name"] = key.Name, ["status"] = differing.Contains(key) ? "OutOfSync" : "Synced" };
        if (key.Namespace is { } ns)
        {
            resource["namespace"] = ns;
        }

        if (key.Group.Length > 0)
        {
            resource["group"] = key.Group;
        }

        if (ObjectHealth.Of(client.Find(key), manifest.Kind()) is { } health)
        {
            resource["health"] = new JsonObject { ["status"] = health };
        }

        return resource;
    }

    private static JsonObject Surplus(ObjectKey key) =>
        new() { ["group"] = key.Group, ["kind"] = key.Plural, ["namespace"] = key.Namespace, ["name"] = key.Name, ["status"] = "OutOfSync", ["requiresPruning"] = true };
}
