using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers;

/// <summary>
/// The cluster as one controller sees it: every write is in its name, every event is from it. Used inside a step of the simulation, which holds the
/// store, so what was found a line above is still there.
/// </summary>
internal sealed class ClusterClient(ObjectStore store, TimeProvider time, Chance chance, Actor actor, string component)
{
    private readonly EventRecorder events = new(store, time, actor);

    public DateTimeOffset Now => time.GetUtcNow();

    public Chance Chance { get; } = chance;

    public static ClusterClient Controller(ObjectStore store, TimeProvider time, Chance chance, string name) =>
        new(store, time, chance, Actor.Controller(name), name);

    /// <summary>The kinds that are served.</summary>
    public ResourceCatalog Types => store.Catalog;

    public JsonObject? Find(ObjectKey key) => store.Find(key);

    public IReadOnlyList<JsonObject> List(string group, string plural, string? ns = null) => store.List(group, plural, ns);

    /// <summary>What the owner controls, of one resource, ordered by name.</summary>
    public IEnumerable<JsonObject> Owned(JsonObject owner, string group, string plural) => OwnedBy(owner.Uid(), group, plural);

    /// <summary>The same by the owner's uid.</summary>
    public IEnumerable<JsonObject> OwnedBy(string uid, string group, string plural) => store.State.Index.Find(IndexTerm.Owner(uid))
        .Where(key => key.Group == group && key.Plural == plural)
        .Select(key => store.Find(key)!)
        .Where(owned => owned.ControllerReference().Text("uid") == uid);

    /// <summary>What nobody controls, of one resource: what a controller may adopt. A list of its own, so that adopting does not disturb it.</summary>
    public IReadOnlyList<JsonObject> Orphans(string group, string plural, string? ns) => [.. store.State.Index.Find(IndexTerm.Orphans(plural, ns))
        .Where(key => key.Group == group)
        .Select(key => store.Find(key)!)];

    /// <summary>The pods that are bound to a node.</summary>
    public IReadOnlyList<JsonObject> PodsOn(string node) => [.. store.State.Find(IndexTerm.Node(node))];

    /// <summary>The pods of a namespace that carry these labels.</summary>
    public IReadOnlyList<JsonObject> PodsWith(string? ns, IReadOnlyDictionary<string, string> labels) => [.. store.State.PodsWith(ns, labels)];

    /// <summary>The Services of a namespace whose selector these labels meet.</summary>
    public IReadOnlyList<JsonObject> ServicesFor(string? ns, IReadOnlyDictionary<string, string> labels) => [.. store.State.ServicesFor(ns, labels)];

    public JsonObject Create(JsonObject obj)
    {
        var type = store.Catalog.FindKind(obj.ApiVersion(), obj.Kind())
            ?? throw new InvalidOperationException($"A controller creates a {obj.ApiVersion()} {obj.Kind()}, a kind that the API server does not serve.");
        return store.Create(type.Key(obj.Namespace(), obj.Name()), obj, actor);
    }

    /// <summary>Changes the object and returns it as it is now; null when there is no such object.</summary>
    public JsonObject? Update(ObjectKey key, Action<JsonObject> change) => store.Find(key) is null ? null : store.Update(
        key,
        obj =>
        {
            change(obj);
            return obj;
        },
        actor);

    /// <summary>Changes the status of the object.</summary>
    public JsonObject? UpdateStatus(ObjectKey key, Action<JsonObject> change) => Update(key, obj => change(obj.Ensure("status")));

    public void SetStatus(ObjectKey key, JsonObject status) => Update(key, obj => obj["status"] = status);

    public void Delete(ObjectKey key, DeleteOptions? options = null)
    {
        if (store.Find(key) is not null)
        {
            store.Delete(key, actor, options);
        }
    }

    public void Record(JsonObject about, string reason, string message) => Record(about, new EventText("Normal", reason, message));

    public void Warn(JsonObject about, string reason, string message) => Record(about, new EventText("Warning", reason, message));

    public void Record(JsonObject about, EventText text) => events.Record(about, text, new EventSource(component));
}
