using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Routes;

/// <summary>Shows stored objects in the version asked for, and brings them back into the version they are kept in.</summary>
internal static class ObjectViews
{
    private const string EventsGroup = "events.k8s.io";

    // Core event field, and the same field in events.k8s.io.
    private static readonly (string Core, string Group)[] EventFields =
    [
        ("involvedObject", "regarding"), ("message", "note"), ("count", "deprecatedCount"), ("firstTimestamp", "deprecatedFirstTimestamp"),
        ("lastTimestamp", "deprecatedLastTimestamp"), ("source", "deprecatedSource"), ("reportingComponent", "reportingController"),
    ];

    /// <summary>What is stored, where it is already in the right version, else a converted copy.</summary>
    public static StoredObject Show(StoredObject stored, ResourceType type)
    {
        // What is built in is stored in one version only; the definition of a custom resource may have changed its mind.
        if (type is { IsStorageVersion: true, IsCustom: false })
        {
            return stored;
        }

        var view = Show(stored.Tree, type);
        return ReferenceEquals(view, stored.Tree) ? stored : StoredObject.Seal(stored.Key, view);
    }

    /// <summary>The stored object itself where it is already in the right version, else a converted copy.</summary>
    public static JsonObject Show(JsonObject stored, ResourceType type)
    {
        if (stored.ApiVersion() == type.ApiVersion)
        {
            return stored;
        }

        var view = stored.Copy();
        view["apiVersion"] = type.ApiVersion;
        if (type.Group == EventsGroup)
        {
            Rename(view, EventFields.Select(field => (field.Core, field.Group)));
        }
        else if (type is { Group: "autoscaling", Version: "v1" })
        {
            AutoscalerViews.ToOlder(view);
        }

        return view;
    }

    /// <summary>The object in the version it is kept in.</summary>
    public static JsonObject Keep(JsonObject obj, ResourceType type, ResourceCatalog catalog)
    {
        if (type.IsStorageVersion || catalog.FindStorage(type.StorageGroup ?? type.Group, type.Plural) is not { } storage)
        {
            return obj;
        }

        obj["apiVersion"] = storage.ApiVersion;
        if (type.Group == EventsGroup)
        {
            Rename(obj, EventFields.Select(field => (field.Group, field.Core)));
        }
        else if (type is { Group: "autoscaling", Version: "v1" })
        {
            AutoscalerViews.ToNewer(obj);
        }

        return obj;
    }

    private static void Rename(JsonObject obj, IEnumerable<(string From, string To)> names)
    {
        foreach (var (from, to) in names)
        {
            if (obj[from] is { } value)
            {
                obj.Remove(from);
                obj[to] = value;
            }
        }
    }
}
