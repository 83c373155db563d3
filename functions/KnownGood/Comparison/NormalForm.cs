using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;

namespace Autocura.KnownGood.Comparison;

/// <summary>Brings objects into the form in which they are compared and hashed.</summary>
internal static class NormalForm
{
    /// <summary>Where a node stands: its field, its parent's field, whether it is part of a document and not of an object of the cluster, and whether it is secret.</summary>
    private readonly record struct Place(string Field, string Parent, bool InDocument, bool IsSecret)
    {
        public Place Below(string field) => new(field, Field, InDocument, IsSecret);
    }

    /// <summary>An object of the cluster, or a snapshot of one.</summary>
    public static NormalNode.Fields Of(JsonObject source, bool isAutoscaled = false)
    {
        var meant = Meaning.Of(source, isAutoscaled);
        var kind = meant.Text("kind");
        meant.Remove("kind");
        var fields = Members(meant, new Place("", "", InDocument: false, IsSecret: false));
        if (kind == "ConfigMap" && source["data"] is JsonObject data)
        {
            fields["data"] = new NormalNode.Fields(data.Where(entry => entry.Value is not null).ToDictionary(entry => entry.Key, entry => Entry(entry.Key, entry.Value!.ToString())));
        }

        if (kind == "ConfigMap" && fields.TryGetValue("binaryData", out var binary))
        {
            fields["binaryData"] = Digests((NormalNode.Fields)binary);
        }

        return new NormalNode.Fields(fields);
    }

    /// <summary>A Secret by its values' hashes.</summary>
    public static NormalNode.Fields OfSecret(IReadOnlyDictionary<string, string> keyHashes) => new(new Dictionary<string, NormalNode>
    {
        ["data"] = new NormalNode.Fields(keyHashes.ToDictionary(key => key.Key, key => (NormalNode)new NormalNode.Scalar(JsonValue.Create(key.Value).ToJsonString(), IsSecret: true))),
    });

    public static string HashOf(NormalNode node) => Digest(node.Canonical());

    public static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>A parsed document.</summary>
    internal static NormalNode? OfDocument(JsonNode? content, string name) => Node(content, new Place(name, "", InDocument: true, SecretNames.IsSecret(name)));

    private static NormalNode Entry(string name, string text)
    {
        var isSecret = SecretNames.IsSecret(name);
        return !isSecret && text.AsSpan().Trim().IndexOfAny('\n', '{', '[') >= 0
            ? TextDocument.Read(name, text)
            : new NormalNode.Scalar(JsonValue.Create(text).ToJsonString(), isSecret);
    }

    private static NormalNode.Fields Digests(NormalNode.Fields binary) => new(binary.Items.ToDictionary(
        entry => entry.Key,
        entry => (NormalNode)new NormalNode.Scalar($"\"sha256:{Digest(entry.Value.Canonical())}\"", IsSecret: false)));

    private static NormalNode? Node(JsonNode? node, Place place) => node switch
    {
        null => null,
        JsonObject fields => Members(fields, place) is { Count: > 0 } members || place.InDocument || IsMeantEmpty(place.Field) ? new NormalNode.Fields(Members(fields, place)) : null,
        JsonArray list => List(list, place),
        _ => new NormalNode.Scalar(Text(node, place), place.IsSecret),
    };

    private static Dictionary<string, NormalNode> Members(JsonObject fields, Place place)
    {
        var isSecret = place is { InDocument: false, Parent: "env" } && SecretNames.IsSecret(fields.Text("name") ?? "");
        var members = new Dictionary<string, NormalNode>();
        foreach (var (name, value) in fields)
        {
            var below = place.Below(name) with { IsSecret = place.IsSecret || (isSecret && name == "value") || (IsNamed(place) && SecretNames.IsSecret(name)) };
            if (Node(value, below) is { } member)
            {
                members[name] = member;
            }
        }

        return members;
    }

    /// <summary>Where names are chosen by people and say what the values are.</summary>
    private static bool IsNamed(Place place) => place.InDocument || place.Field == "annotations";

    /// <summary>Emptiness that says something: a selector of everything, a rule that allows everything, a volume of its own.</summary>
    private static bool IsMeantEmpty(string field) => field.EndsWith("elector") || field is "emptyDir" or "" or "item";

    private static NormalNode? List(JsonArray list, Place place)
    {
        if (list.Count == 0 && !place.InDocument)
        {
            return null;
        }

        if (ListShape.KeysOf(place.Field, list) is { } keys)
        {
            return new NormalNode.Keyed(keys.Zip(list, (key, item) => (Key: key, Node: Element((JsonObject)item!, place, key))).ToDictionary(pair => pair.Key, pair => (NormalNode)pair.Node));
        }

        var items = list.Select((item, index) => Node(item, new Place("item", place.Field, place.InDocument, place.IsSecret || FollowsSecretFlag(list, index, place))))
            .OfType<NormalNode>().ToList();
        var isInOrder = place.InDocument || ListShape.IsInOrder(place.Field);
        return new NormalNode.Listed(isInOrder ? items : [.. items.OrderBy(item => item.Canonical(), StringComparer.Ordinal)], isInOrder);
    }

    /// <summary>One element; the name it is known by is not said twice.</summary>
    private static NormalNode.Fields Element(JsonObject item, Place list, string key)
    {
        var members = Members(item, new Place("item", list.Field, list.InDocument, list.IsSecret));
        foreach (var name in members.Where(member => member.Key is "name" or "key" or "mountPath" && member.Value is NormalNode.Scalar).Select(member => member.Key).ToList())
        {
            if (item.Text(name) == key)
            {
                members.Remove(name);
            }
        }

        return new NormalNode.Fields(members);
    }

    /// <summary>The value in ["--password", "x"].</summary>
    private static bool FollowsSecretFlag(JsonArray list, int index, Place place) =>
        place.Field is "args" or "command" && index > 0 && list[index - 1]?.ToString() is ['-', ..] flag && !flag.Contains('=', StringComparison.Ordinal) && SecretNames.IsSecret(flag);

    private static string Text(JsonNode scalar, Place place) =>
        !place.InDocument && Quantities.Are(place.Field, place.Parent) && scalar.GetValueKind() is JsonValueKind.String or JsonValueKind.Number
            ? JsonValue.Create(Quantities.Canonical(scalar.ToString())).ToJsonString()
            : scalar.ToJsonString();
}
