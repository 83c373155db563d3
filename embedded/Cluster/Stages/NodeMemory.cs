using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Stages;

/// <summary>
/// What a node keeps about the containers of one pod and the API does not show: phase, since when, failed pulls, crashes in a row, when this and the
/// previous instance ran. Stored as an object of a group that the API server does not serve, owned by the pod, so that it goes with it.
/// </summary>
internal sealed class NodeMemory(ObjectKey key, JsonObject containers)
{
    /// <summary>A group that the API server does not serve.</summary>
    public const string Group = "runtime.autocura.io";

    private const string Plural = "podruntimes";

    public static NodeMemory Load(ObjectStore store, ObjectKey pod)
    {
        var key = new ObjectKey(Group, Plural, pod.Namespace, pod.Name);
        return new NodeMemory(key, store.Find(key).Child("containers")?.Copy() ?? []);
    }

    /// <summary>What the node keeps of one container, to be read and not changed; null when it keeps nothing.</summary>
    public static JsonObject? Look(ObjectStore store, JsonObject pod, string container) =>
        store.Find(new ObjectKey(Group, Plural, pod.Namespace(), pod.Name())).Child("containers", container);

    /// <summary>What is known of one container; a new one is in its first phase from now on.</summary>
    public JsonObject Of(string container, DateTimeOffset now)
    {
        if (containers[container] is JsonObject known)
        {
            return known;
        }

        var fresh = new JsonObject { [StageInterpreter.Phase] = "New", [StageInterpreter.Since] = now.ToString("O", CultureInfo.InvariantCulture) };
        containers[container] = fresh;
        return fresh;
    }

    public bool AllStopped(JsonNode pod) =>
        pod.Objects("spec", "containers").All(container => containers.Text(container.Text("name") ?? "", StageInterpreter.Phase) == "Stopped");

    public void Save(ObjectStore store, JsonObject pod, Actor actor)
    {
        if (store.Find(key) is not null)
        {
            store.Update(
                key,
                known =>
                {
                    known["containers"] = containers.Copy();
                    return known;
                },
                actor);
        }
        else if (!pod.IsDeleting())
        {
            store.Create(key, New(pod), actor);
        }
    }

    private JsonObject New(JsonObject pod) => new()
    {
        ["apiVersion"] = $"{Group}/v1",
        ["kind"] = "PodRuntime",
        ["metadata"] = new JsonObject
        {
            ["ownerReferences"] = new JsonArray(new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Pod", ["name"] = pod.Name(), ["uid"] = pod.Uid() }),
        },
        ["containers"] = containers.Copy(),
    };
}
