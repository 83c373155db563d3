using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster;

/// <summary>Under what an object can be found beside its name. <paramref name="Scope"/> is the namespace where the term holds in one only.</summary>
internal readonly record struct IndexTerm(string Kind, string Scope, string Value)
{
    /// <summary>What an owner reference to this uid makes a dependent.</summary>
    public static IndexTerm Owner(string uid) => new("owner", "", uid);

    /// <summary>What no controller owns, of the kinds that controllers adopt.</summary>
    public static IndexTerm Orphans(string plural, string? ns) => new("orphan", ns ?? "", plural);

    /// <summary>The pods of a node; those of no node under the empty name.</summary>
    public static IndexTerm Node(string name) => new("node", "", name);

    /// <summary>The pods that carry a label.</summary>
    public static IndexTerm Label(string? ns, string name, string value) => new("label", ns ?? "", $"{name}={value}");

    /// <summary>The Services that ask for a label before all others they ask for.</summary>
    public static IndexTerm Selects(string? ns, string name, string value) => new("selects", ns ?? "", $"{name}={value}");
}

/// <summary>
/// Finds objects by what controllers look for, so that the work for one pod does not grow with the number of all pods. Immutable, as the state it belongs to.
/// </summary>
internal sealed class StoreIndex
{
    private static readonly ImmutableSortedSet<ObjectKey> NoKeys = ImmutableSortedSet.Create<ObjectKey>(Comparer<ObjectKey>.Create(Compare));
    private readonly ImmutableDictionary<IndexTerm, ImmutableSortedSet<ObjectKey>> entries;

    private StoreIndex(ImmutableDictionary<IndexTerm, ImmutableSortedSet<ObjectKey>> entries) => this.entries = entries;

    public static StoreIndex Empty { get; } = new(ImmutableDictionary<IndexTerm, ImmutableSortedSet<ObjectKey>>.Empty);

    /// <summary>The keys under a term, ordered by resource, namespace and name.</summary>
    public IReadOnlyCollection<ObjectKey> Find(IndexTerm term) => entries.GetValueOrDefault(term, NoKeys);

    public StoreIndex With(ObjectKey key, JsonObject? before, JsonObject? after)
    {
        var was = before is null ? [] : Terms(key, before);
        var now = after is null ? [] : Terms(key, after);
        if (was.SequenceEqual(now))
        {
            return this;
        }

        var changed = entries.ToBuilder();
        foreach (var term in was.Except(now))
        {
            var rest = changed[term].Remove(key);
            if (rest.IsEmpty)
            {
                changed.Remove(term);
            }
            else
            {
                changed[term] = rest;
            }
        }

        foreach (var term in now.Except(was))
        {
            changed[term] = changed.GetValueOrDefault(term, NoKeys).Add(key);
        }

        return new StoreIndex(changed.ToImmutable());
    }

    private static List<IndexTerm> Terms(ObjectKey key, JsonObject obj)
    {
        List<IndexTerm> terms = [.. obj.Items("metadata", "ownerReferences").Select(owner => owner.Text("uid")).OfType<string>().Distinct().Select(IndexTerm.Owner)];
        if (key.Plural is "pods" or "replicasets" or "controllerrevisions" or "jobs" && obj.ControllerReference() is null)
        {
            terms.Add(IndexTerm.Orphans(key.Plural, key.Namespace));
        }

        if (key is { Group: "", Plural: "pods" })
        {
            terms.Add(IndexTerm.Node(obj.Text("spec", "nodeName") ?? ""));
            terms.AddRange(obj.TextMap("metadata", "labels").Select(label => IndexTerm.Label(key.Namespace, label.Key, label.Value)));
        }
        else if (key is { Group: "", Plural: "services" } && FirstOf(obj.TextMap("spec", "selector")) is { } first)
        {
            terms.Add(IndexTerm.Selects(key.Namespace, first.Key, first.Value));
        }

        return terms;
    }

    private static KeyValuePair<string, string>? FirstOf(IReadOnlyDictionary<string, string> selector) =>
        selector.Count == 0 ? null : selector.MinBy(pair => pair.Key, StringComparer.Ordinal);

    private static int Compare(ObjectKey one, ObjectKey other)
    {
        var order = string.CompareOrdinal(one.Plural, other.Plural);
        order = order != 0 ? order : string.CompareOrdinal(one.Group, other.Group);
        order = order != 0 ? order : string.CompareOrdinal(one.Namespace, other.Namespace);
        return order != 0 ? order : string.CompareOrdinal(one.Name, other.Name);
    }
}
