using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Admission;

/// <summary>Keeps the status of quotas true to what their namespaces use.</summary>
internal sealed class QuotaStatus : IDisposable
{
    private static readonly Actor Controller = Actor.Controller("resourcequota-controller");
    private readonly ObjectStore store;
    private readonly IDisposable observing;

    public QuotaStatus(ObjectStore store)
    {
        this.store = store;
        observing = store.Observe(Follow);
    }

    public void Dispose() => observing.Dispose();

    // A quota counts objects as they come and go, and pods also as they end.
    private void Follow(ObjectChange change)
    {
        var counts = change.Kind != ChangeKind.Modified || change.Key.Plural is "pods" or "resourcequotas" or "services" or "persistentvolumeclaims";
        if (!counts || change.Key.Namespace is not { } ns)
        {
            return;
        }

        foreach (var quota in store.List("", "resourcequotas", ns))
        {
            var used = ResourceQuotas.Used(store, quota);
            store.Update(ObjectKey.Core("resourcequotas", ns, quota.Name()), changed => WithStatus(changed, used), Controller);
        }
    }

    private static JsonObject WithStatus(JsonObject quota, IReadOnlyDictionary<string, decimal> used)
    {
        quota["status"] = new JsonObject
        {
            ["hard"] = quota.At("spec", "hard")?.DeepClone(),
            ["used"] = new JsonObject(used.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)Quantity.Format(entry.Key, entry.Value)))),
        };
        return quota;
    }
}
