using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster;

/// <summary>
/// Everything stored at one resourceVersion. Immutable, so that a reader sees one moment, a batch shows itself whole or not at
/// all, and a dry run is a state that is thrown away.
/// </summary>
internal sealed record StoreState(
    long ResourceVersion,
    ImmutableDictionary<(string Group, string Plural), ObjectTable> Tables,
    ImmutableDictionary<string, ImmutableHashSet<ObjectKey>> Dependents)
{
    public static StoreState Empty { get; } = new(
        0,
        ImmutableDictionary<(string Group, string Plural), ObjectTable>.Empty,
        ImmutableDictionary<string, ImmutableHashSet<ObjectKey>>.Empty);

    public JsonObject? Find(ObjectKey key) => Tables.GetValueOrDefault((key.Group, key.Plural))?.Find(key);

    public IReadOnlyList<JsonObject> List(string group, string plural, string? ns) =>
        Tables.GetValueOrDefault((group, plural))?.List(ns) ?? [];

    public StoreState Put(ObjectKey key, JsonObject obj, long resourceVersion)
    {
        var id = (key.Group, key.Plural);
        var table = Tables.GetValueOrDefault(id) ?? ObjectTable.Empty;
        return new(resourceVersion, Tables.SetItem(id, table.Put(key, obj)), Reindex(key, Find(key), obj));
    }

    public StoreState Remove(ObjectKey key, long resourceVersion)
    {
        var id = (key.Group, key.Plural);
        return new(resourceVersion, Tables.SetItem(id, Tables[id].Remove(key)), Reindex(key, Find(key), null));
    }

    private ImmutableDictionary<string, ImmutableHashSet<ObjectKey>> Reindex(ObjectKey key, JsonObject? before, JsonObject? after)
    {
        var index = Dependents;
        var owned = after is null ? [] : Owners(after);
        var was = before is null ? [] : Owners(before);
        foreach (var owner in was.Except(owned))
        {
            var rest = index[owner].Remove(key);
            index = rest.IsEmpty ? index.Remove(owner) : index.SetItem(owner, rest);
        }

        foreach (var owner in owned.Except(was))
        {
            index = index.SetItem(owner, (index.GetValueOrDefault(owner) ?? []).Add(key));
        }

        return index;
    }

    private static List<string> Owners(JsonObject obj) =>
        [.. obj.Items("metadata", "ownerReferences").Select(owner => owner.Text("uid")).OfType<string>().Distinct()];
}

/// <summary>The objects of one resource, ordered by namespace and name as lists show them.</summary>
internal sealed record ObjectTable(ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, JsonObject>> Namespaces)
{
    private static readonly ImmutableSortedDictionary<string, JsonObject> NoObjects = ImmutableSortedDictionary.Create<string, JsonObject>(StringComparer.Ordinal);

    public static ObjectTable Empty { get; } =
        new(ImmutableSortedDictionary.Create<string, ImmutableSortedDictionary<string, JsonObject>>(StringComparer.Ordinal));

    public JsonObject? Find(ObjectKey key) => Namespaces.GetValueOrDefault(key.Namespace ?? "")?.GetValueOrDefault(key.Name);

    public IReadOnlyList<JsonObject> List(string? ns) => ns is null
        ? [.. Namespaces.Values.SelectMany(objects => objects.Values)]
        : [.. (Namespaces.GetValueOrDefault(ns) ?? NoObjects).Values];

    public ObjectTable Put(ObjectKey key, JsonObject obj)
    {
        var ns = key.Namespace ?? "";
        return new(Namespaces.SetItem(ns, (Namespaces.GetValueOrDefault(ns) ?? NoObjects).SetItem(key.Name, obj)));
    }

    public ObjectTable Remove(ObjectKey key)
    {
        var ns = key.Namespace ?? "";
        var rest = Namespaces[ns].Remove(key.Name);
        return new(rest.IsEmpty ? Namespaces.Remove(ns) : Namespaces.SetItem(ns, rest));
    }
}
