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
    StoreIndex Index)
{
    public static StoreState Empty { get; } = new(
        0,
        ImmutableDictionary<(string Group, string Plural), ObjectTable>.Empty,
        StoreIndex.Empty);

    public JsonObject? Find(ObjectKey key) => FindStored(key)?.Tree;

    public StoredObject? FindStored(ObjectKey key) => Tables.GetValueOrDefault((key.Group, key.Plural))?.Find(key);

    public IReadOnlyList<JsonObject> List(string group, string plural, string? ns) => [.. ListStored(group, plural, ns).Select(stored => stored.Tree)];

    /// <summary>The same without making trees.</summary>
    public IEnumerable<StoredObject> ListStored(string group, string plural, string? ns) => Tables.GetValueOrDefault((group, plural))?.List(ns) ?? [];

    /// <summary>The objects under a term of the index, ordered by resource, namespace and name.</summary>
    public IEnumerable<JsonObject> Find(IndexTerm term) => Index.Find(term).Select(key => Find(key)!);

    /// <summary>The pods of a namespace that carry these labels; all of them when no label is given.</summary>
    public IEnumerable<JsonObject> PodsWith(string? ns, IReadOnlyDictionary<string, string> labels) => labels.Count == 0
        ? List("", "pods", ns)
        : Narrowest(ns, labels).Where(pod => labels.All(label => pod.Label(label.Key) == label.Value));

    /// <summary>The Services of a namespace whose selector these labels meet.</summary>
    public IEnumerable<JsonObject> ServicesFor(string? ns, IReadOnlyDictionary<string, string> labels) => labels
        .SelectMany(label => Find(IndexTerm.Selects(ns, label.Key, label.Value)))
        .Where(service => service.TextMap("spec", "selector").All(wanted => labels.TryGetValue(wanted.Key, out var value) && value == wanted.Value));

    private IEnumerable<JsonObject> Narrowest(string? ns, IReadOnlyDictionary<string, string> labels) =>
        labels.Select(label => Index.Find(IndexTerm.Label(ns, label.Key, label.Value))).MinBy(keys => keys.Count)!.Select(key => Find(key)!);

    public StoreState Put(StoredObject stored, long resourceVersion)
    {
        var id = (stored.Key.Group, stored.Key.Plural);
        var table = Tables.GetValueOrDefault(id) ?? ObjectTable.Empty;
        return new(resourceVersion, Tables.SetItem(id, table.Put(stored)), Index.With(stored.Key, Find(stored.Key), stored.Tree));
    }

    public StoreState Remove(ObjectKey key, long resourceVersion)
    {
        var id = (key.Group, key.Plural);
        return new(resourceVersion, Tables.SetItem(id, Tables[id].Remove(key)), Index.With(key, Find(key), null));
    }
}

/// <summary>The objects of one resource, ordered by namespace and name as lists show them.</summary>
internal sealed record ObjectTable(ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, StoredObject>> Namespaces)
{
    private static readonly ImmutableSortedDictionary<string, StoredObject> NoObjects = ImmutableSortedDictionary.Create<string, StoredObject>(StringComparer.Ordinal);

    /// <summary>As a real server's keys are, namespace/name: a hyphen comes before the slash, so "shop-eu" comes before "shop".</summary>
    private static readonly IComparer<string> ByKey = Comparer<string>.Create((one, other) =>
    {
        var shared = Math.Min(one.Length, other.Length);
        var order = string.CompareOrdinal(one, 0, other, 0, shared);
        if (order != 0 || one.Length == other.Length) return order;
        return one.Length < other.Length ? '/' - other[shared] : one[shared] - '/';
    });

    public static ObjectTable Empty { get; } =
        new(ImmutableSortedDictionary.Create<string, ImmutableSortedDictionary<string, StoredObject>>(ByKey));

    public StoredObject? Find(ObjectKey key) => Namespaces.GetValueOrDefault(key.Namespace ?? "")?.GetValueOrDefault(key.Name);

    public IEnumerable<StoredObject> List(string? ns) => ns is null
        ? Namespaces.Values.SelectMany(objects => objects.Values)
        : (Namespaces.GetValueOrDefault(ns) ?? NoObjects).Values;

    public ObjectTable Put(StoredObject stored)
    {
        var ns = stored.Key.Namespace ?? "";
        return new(Namespaces.SetItem(ns, (Namespaces.GetValueOrDefault(ns) ?? NoObjects).SetItem(stored.Key.Name, stored)));
    }

    public ObjectTable Remove(ObjectKey key)
    {
        var ns = key.Namespace ?? "";
        var rest = Namespaces[ns].Remove(key.Name);
        return new(rest.IsEmpty ? Namespaces.Remove(ns) : Namespaces.SetItem(ns, rest));
    }
}
