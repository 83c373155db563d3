using System.Text.Json;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Admission;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Patches;
using Autocura.Embedded.Cluster.Routes;

namespace Autocura.Embedded.Scenarios;

/// <summary>
/// Makes the steps of scenarios as the API server would let a client make them: decoded strictly, admitted, and owned by whoever makes them, so that the
/// cluster's own record tells who changed what, and when.
/// </summary>
internal sealed class ScenarioWrites(ObjectStore store, TimeProvider time)
{
    private const string RestartedAt = "kubectl.kubernetes.io/restartedAt";

    /// <summary>What a server sets, and what an object that is made anew must not bring along.</summary>
    private static readonly string[] SetByServer = ["uid", "resourceVersion", "creationTimestamp", "generation", "managedFields"];

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    private readonly ObjectAdmission admission = new(store, time);
    private readonly RolloutUndo undo = new(store);

    public void Make(ScenarioStep step)
    {
        var actor = step.By is { } by ? new Actor(by.User, $"{by.Manager}/1", by.Manager) : ApplicationInstallation.Developer("kubectl-edit");
        if (step.Kind == ScenarioStepKind.Apply)
        {
            Apply(step.Manifest!.Copy(), actor);
            return;
        }

        var type = TypeOf(step.On!.ApiVersion, step.On.Kind);
        foreach (var key in Keys(type, step.On))
        {
            Make(step, type, key, actor);
        }
    }

    private void Make(ScenarioStep step, ResourceType type, ObjectKey key, Actor actor)
    {
        switch (step.Kind)
        {
            case ScenarioStepKind.Delete:
                store.Delete(key, actor);
                break;
            case ScenarioStepKind.Recreate:
                var wanted = Bare(ObjectViews.Show(store.Find(key) ?? throw ApiStatusException.NotFound(key), type));
                store.Delete(key, actor);
                Create(type, JsonPatch.Apply(wanted, step.Patch!.AsArray()).AsObject(), actor);
                break;
            default:
                Change(type, key, shown => Changed(step, type, shown), actor);
                break;
        }
    }

    private JsonObject Changed(ScenarioStep step, ResourceType type, JsonObject shown) => step.Kind switch
    {
        ScenarioStepKind.Patch => JsonPatch.Apply(shown, step.Patch!.AsArray()).AsObject(),
        ScenarioStepKind.Merge => MergePatch.Apply(shown, step.Patch!.AsObject()),
        ScenarioStepKind.Strategic when !type.IsCustom => StrategicMergePatch.Apply(shown, step.Patch!.AsObject(), type.Schema),
        ScenarioStepKind.Strategic => throw ApiStatusException.BadRequest($"a {type.Kind} takes no strategic merge patch: it is a custom resource"),
        ScenarioStepKind.Document => Edited(shown, step),
        ScenarioStepKind.Restart => Restarted(shown),
        ScenarioStepKind.Undo => undo.Apply(shown),
        _ => throw new InvalidOperationException($"A step of kind {step.Kind} changes no object that is there."),
    };

    private void Apply(JsonObject manifest, Actor actor)
    {
        var type = TypeOf(manifest.ApiVersion(), manifest.Kind());
        var key = type.Key(manifest.Namespace(), manifest.Name());
        if (store.Find(key) is null)
        {
            Create(type, manifest, actor);
            return;
        }

        Change(
            type,
            key,
            shown =>
            {
                var metadata = shown["metadata"]!.DeepClone().AsObject();
                foreach (var stated in (ReadOnlySpan<string>)["labels", "annotations"])
                {
                    metadata[stated] = manifest.At("metadata", stated)?.DeepClone() ?? metadata[stated]?.DeepClone();
                }

                manifest["metadata"] = metadata;
                return manifest;
            },
            actor);
    }

    private void Create(ResourceType type, JsonObject manifest, Actor actor)
    {
        ObjectAdmission.Decode(type, manifest, "Strict");
        admission.AdmitNew(type, manifest);
        store.Create(type.Key(manifest.Namespace(), manifest.Name()), ObjectViews.Keep(manifest, type, store.Catalog), actor);
    }

    private void Change(ResourceType type, ObjectKey key, Func<JsonObject, JsonObject> change, Actor actor) => store.Update(
        key,
        stored =>
        {
            var before = ObjectViews.Show(stored, type);
            var after = change(before.Copy());
            ObjectAdmission.Decode(type, after, "Strict");
            return ObjectViews.Keep(admission.AdmitChange(type, before, after, ""), type, store.Catalog);
        },
        actor);

    private IEnumerable<ObjectKey> Keys(ResourceType type, ScenarioTarget on) => on.IsEvery
        ? [.. store.List(type.StorageGroup ?? type.Group, type.Plural, on.Namespace).Select(found => type.Key(found.Namespace(), found.Name()))]
        : [type.Key(on.Namespace, on.Name)];

    private ResourceType TypeOf(string apiVersion, string kind) => store.Catalog.FindKind(apiVersion, kind)
        ?? throw new InvalidDataException($"{apiVersion} {kind} is a kind that the API server does not serve");

    private static JsonObject Edited(JsonObject shown, ScenarioStep step)
    {
        var text = JsonPointer.Find(shown, step.Path!).Text() ?? throw ApiStatusException.BadRequest($"there is no text at {step.Path}");
        var edited = MergePatch.Apply(JsonNode.Parse(text)!.AsObject(), step.Patch!.AsObject()).ToJsonString(Readable);
        return JsonPatch.Apply(shown, [new JsonObject { ["op"] = "replace", ["path"] = step.Path, ["value"] = edited }]).AsObject();
    }

    private JsonObject Restarted(JsonObject workload)
    {
        workload.Ensure("spec", "template", "metadata", "annotations")[RestartedAt] = time.GetUtcNow().ToTimestamp();
        return workload;
    }

    private static JsonObject Bare(JsonObject obj)
    {
        var bare = obj.Copy();
        bare.Remove("status");
        foreach (var field in SetByServer)
        {
            bare.Ensure("metadata").Remove(field);
        }

        return bare;
    }
}
