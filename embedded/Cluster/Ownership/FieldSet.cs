using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.OpenApi;

namespace Autocura.Embedded.Cluster.Ownership;

/// <summary>
/// A set of fields of an object, as a tree in the notation of fieldsV1: <c>f:name</c> for a field, <c>k:{...}</c> for the element
/// of a list with these keys, <c>v:...</c> for an element of a set, and <c>.</c> for the node itself.
/// </summary>
internal sealed record FieldSet(bool IsMember, IReadOnlyDictionary<string, FieldSet> Children)
{
    private static readonly Dictionary<string, FieldSet> NoChildren = [];

    public static FieldSet Empty { get; } = new(false, NoChildren);

    public static FieldSet Leaf { get; } = new(true, NoChildren);

    public bool IsEmpty => !IsMember && Children.Count == 0;

    public static FieldSet Of(IEnumerable<KeyValuePair<string, FieldSet>> children, bool isMember = false)
    {
        Dictionary<string, FieldSet>? kept = null;
        foreach (var (key, child) in children)
        {
            if (!child.IsEmpty)
            {
                (kept ??= []).Add(key, child);
            }
        }

        return kept is null ? (isMember ? Leaf : Empty) : new(isMember, kept);
    }

    /// <summary>Every field that has a value in the object.</summary>
    public static FieldSet Of(JsonNode? node, SchemaNode schema) => FieldShape.Of(node, schema) switch
    {
        FieldParts.Fields when node is JsonObject { Count: > 0 } obj =>
            Of(obj.Select(field => KeyValuePair.Create($"f:{field.Key}", Of(field.Value, FieldShape.Member(schema, field.Key)).In(schema)))),
        FieldParts.Elements when node is JsonArray { Count: > 0 } list =>
            Of(FieldShape.Elements(list, schema).Select(element => KeyValuePair.Create(element.Key, Of(element.Value, schema.Items!) with { IsMember = true }))),
        _ => Leaf,
    };

    /// <summary>The fields of <paramref name="after"/> that are not in <paramref name="before"/>, or have another value there.</summary>
    public static FieldSet Changed(JsonNode? before, JsonNode? after, SchemaNode schema)
    {
        if (before is null || FieldShape.Of(before, schema) != FieldShape.Of(after, schema))
        {
            return after is null ? Empty : Of(after, schema);
        }

        return FieldShape.Of(after, schema) switch
        {
            FieldParts.Fields => Of(after!.AsObject().Select(field =>
                KeyValuePair.Create($"f:{field.Key}", Changed(before[field.Key], field.Value, FieldShape.Member(schema, field.Key))))),
            FieldParts.Elements => ChangedElements(before.AsArray(), after!.AsArray(), schema),
            _ => JsonNode.DeepEquals(before, after) ? Empty : Leaf,
        };
    }

    public FieldSet Union(FieldSet other) => Of(
        Children.Keys.Union(other.Children.Keys).Select(key => KeyValuePair.Create(key, Child(key).Union(other.Child(key)))), IsMember || other.IsMember);

    public FieldSet Except(FieldSet other) => IsDisjoint(other)
        ? this
        : Of(Children.Select(child => KeyValuePair.Create(child.Key, child.Value.Except(other.Child(child.Key)))), IsMember && !other.IsMember);

    public FieldSet Intersect(FieldSet other) => Of(
        Children.Select(child => KeyValuePair.Create(child.Key, child.Value.Intersect(other.Child(child.Key)))), IsMember && other.IsMember);

    /// <summary>Whether nothing is in both. Told without making anything, as it is so for most pairs of writers.</summary>
    public bool IsDisjoint(FieldSet other)
    {
        if (IsMember && other.IsMember)
        {
            return false;
        }

        foreach (var (key, child) in Children)
        {
            if (other.Children.TryGetValue(key, out var same) && !child.IsDisjoint(same))
            {
                return false;
            }
        }

        return true;
    }

    public bool IsSame(FieldSet other) => Except(other).IsEmpty && other.Except(this).IsEmpty;

    public FieldSet Child(string key) => Children.GetValueOrDefault(key) ?? Empty;

    /// <summary>The members as paths for people: <c>.spec.containers[name="cart"].image</c>.</summary>
    public IEnumerable<string> Paths(string prefix = "")
    {
        if (IsMember)
        {
            yield return prefix;
        }

        foreach (var path in Children.OrderBy(child => child.Key, StringComparer.Ordinal).SelectMany(child => child.Value.Paths(prefix + Step(child.Key))))
        {
            yield return path;
        }
    }

    public JsonObject ToJson()
    {
        var json = new JsonObject();
        if (IsMember && Children.Count > 0)
        {
            json["."] = new JsonObject();
        }

        foreach (var (key, child) in Children.OrderBy(child => child.Key, StringComparer.Ordinal))
        {
            json[key] = child.ToJson();
        }

        return json;
    }

    public static FieldSet Parse(JsonObject? json)
    {
        if (json is null)
        {
            return Empty;
        }

        return Of(Fields(json), isMember: json.Count == 0 || json.ContainsKey("."));

        static IEnumerable<KeyValuePair<string, FieldSet>> Fields(JsonObject json) =>
            json.Where(field => field.Key != ".").Select(field => KeyValuePair.Create(field.Key, Parse(field.Value as JsonObject)));
    }

    private static FieldSet ChangedElements(JsonArray before, JsonArray after, SchemaNode schema)
    {
        var old = FieldShape.Elements(before, schema).DistinctBy(element => element.Key).ToDictionary();
        return Of(FieldShape.Elements(after, schema).DistinctBy(element => element.Key).Select(element => KeyValuePair.Create(
            element.Key,
            old.TryGetValue(element.Key, out var was) ? Changed(was, element.Value, schema.Items!) : Of(element.Value, schema.Items!) with { IsMember = true })));
    }

    private static string Step(string key)
    {
        if (key.StartsWith("f:", StringComparison.Ordinal))
        {
            return $".{key[2..]}";
        }

        return key.StartsWith("k:", StringComparison.Ordinal)
            ? $"[{string.Join(',', JsonNode.Parse(key[2..])!.AsObject().Select(field => $"{field.Key}={field.Value?.ToJsonString()}"))}]"
            : $"[={key[2..]}]";
    }

    // In a map the entry itself is a member, not only what is inside it.
    private FieldSet In(SchemaNode schema) => schema.Values is not null && !IsMember ? this with { IsMember = true } : this;
}
