using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;
using Autocura.Planning.Advising;

namespace Autocura.LanguageModels;

/// <summary>
/// Makes one document of parts, within a budget of characters: parts come in their order, a list stops where it is too long, and what was left out is counted. Every text is redacted, freed of what cannot be
/// seen, and cut.
/// </summary>
internal sealed class EvidenceText(int mostCharacters)
{
    private const int LongestText = 600;

    /// <summary>So much of a text is redacted before it is cut; nobody knows how long it is.</summary>
    private const int LongestLookedAt = 8 * LongestText;

    // Commas, quotes and the name of a list.
    private const int Frame = 16;

    private readonly JsonObject document = [];
    private int left = mostCharacters;

    public JsonObject Document => document;

    /// <summary>One part that is an object.</summary>
    public void Add(string name, JsonObject part)
    {
        var clean = (JsonObject)Clean(part)!;
        if (Takes(name, clean))
        {
            document[name] = clean;
        }
    }

    /// <summary>One part that is a list, as much of it as there is room for.</summary>
    public void Add(string name, IEnumerable<JsonNode?> items)
    {
        var all = items.ToList();
        var taken = new JsonArray();
        foreach (var clean in all.Select(Clean))
        {
            if (!Takes(taken.Count == 0 ? name : "", clean))
            {
                break;
            }

            taken.Add(clean);
        }

        if (taken.Count > 0) document[name] = taken;
        if (taken.Count < all.Count) document[$"{name}LeftOut"] = all.Count - taken.Count;
    }

    /// <summary>A text as it may leave this system.</summary>
    public static string Clean(string text) => AdviceReader.Visible(LogRedactor.Redact(AdviceReader.Visible(Beginning(text), LongestLookedAt)), LongestText);

    private bool Takes(string name, JsonNode? part)
    {
        var length = (part?.ToJsonString().Length ?? 4) + name.Length + Frame;
        if (length > left)
        {
            return false;
        }

        left -= length;
        return true;
    }

    private static JsonNode? Clean(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Where(field => field.Value is not null && !IsEmpty(field.Value)).Select(field => KeyValuePair.Create(Clean(field.Key), Named(field.Key, field.Value!))).DistinctBy(field => field.Key)),
        JsonArray items => new JsonArray([.. items.Select(Clean)]),
        JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(Clean(text)),
        JsonValue value when value.TryGetValue<double>(out var number) && !double.IsFinite(number) => null,
        _ => node?.DeepClone(),
    };

    /// <summary>The value of a label says what it is only together with its name: "password" and "hunter2" are harmless by themselves.</summary>
    private static JsonNode? Named(string name, JsonNode node)
    {
        if (node is not JsonValue value || !value.TryGetValue<string>(out var text))
        {
            return Clean(node);
        }

        var pair = LogRedactor.Redact($"{name}={AdviceReader.Visible(Beginning(text), LongestLookedAt)}");
        return pair.StartsWith($"{name}=", StringComparison.Ordinal) ? JsonValue.Create(Clean(pair[(name.Length + 1)..])) : JsonValue.Create(LogRedactor.Mark);
    }

    /// <summary>What is looked at, up to a space: half a secret would not be known for one.</summary>
    private static string Beginning(string text) => text.Length <= LongestLookedAt ? text
        : text.LastIndexOfAny([' ', '\n', '\t'], LongestLookedAt - 1) is var end and > 0 ? text[..end] : LogRedactor.Mark;

    private static bool IsEmpty(JsonNode node) => node is JsonArray { Count: 0 } or JsonObject { Count: 0 } || (node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length == 0);
}
