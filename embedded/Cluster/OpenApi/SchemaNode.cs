using System.Text.Json;
using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.OpenApi;

/// <summary>The JSON type of a field; Any stands for a field whose contents are nobody's business here.</summary>
internal enum SchemaType
{
    /// <summary>Anything.</summary>
    Any,

    /// <summary>An object.</summary>
    Object,

    /// <summary>An array.</summary>
    Array,

    /// <summary>A string.</summary>
    String,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A whole number or a string.</summary>
    IntOrString,
}

/// <summary>How the elements of a list are told apart when two writers share it.</summary>
internal enum ListKind
{
    /// <summary>They are not: the list is one value.</summary>
    Atomic,

    /// <summary>By some of their fields.</summary>
    Map,

    /// <summary>By their value.</summary>
    Set,
}

/// <summary>
/// What is known about a field, built in or from a CustomResourceDefinition. One description serves validation, defaults,
/// field ownership, strategic merge and <c>kubectl explain</c>.
/// </summary>
internal sealed record SchemaNode
{
    /// <summary>Type of the field.</summary>
    public SchemaType Type { get; init; }

    /// <summary>OpenAPI format, such as int32 or date-time.</summary>
    public string? Format { get; init; }

    /// <summary>What it means, for people.</summary>
    public string Description { get; init; } = "";

    /// <summary>Name under which OpenAPI shares the definition, if it is shared.</summary>
    public string? Definition { get; init; }

    /// <summary>Fields of an object.</summary>
    public IReadOnlyDictionary<string, SchemaNode> Properties { get; init; } = new Dictionary<string, SchemaNode>();

    /// <summary>Values of a map.</summary>
    public SchemaNode? Values { get; init; }

    /// <summary>Elements of an array.</summary>
    public SchemaNode? Items { get; init; }

    /// <summary>Fields that must be there.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>Value where none is given.</summary>
    public JsonNode? Default { get; init; }

    /// <summary>The only strings allowed; all when empty.</summary>
    public IReadOnlyList<string> Enum { get; init; } = [];

    /// <summary>How elements of an array are told apart.</summary>
    public ListKind ListKind { get; init; }

    /// <summary>Fields by which elements of a map-like list are told apart.</summary>
    public IReadOnlyList<string> ListKeys { get; init; } = [];

    /// <summary>Whether an object is one value for its writers.</summary>
    public bool IsAtomic { get; init; }

    /// <summary>Whether null is a value.</summary>
    public bool IsNullable { get; init; }

    /// <summary>Whether fields that are not described are kept.</summary>
    public bool KeepsUnknown { get; init; }

    /// <summary>Further OpenAPI constraints as written (pattern, minimum, maxLength, ...); null when there are none.</summary>
    public JsonObject? Constraints { get; init; }

    /// <summary>Expressions that must hold.</summary>
    public IReadOnlyList<ValidationRule> Rules { get; init; } = [];

    /// <summary>Schemas of which all, at least one, exactly one and none must fit; null when there are none.</summary>
    public SchemaJunctions? Junctions { get; init; }

    /// <summary>A field of which nothing is known.</summary>
    public static SchemaNode Any { get; } = new() { Type = SchemaType.Any, KeepsUnknown = true };

    /// <summary>The schema of a member; null when it is not described.</summary>
    public SchemaNode? Member(string name) => Properties.GetValueOrDefault(name) ?? Values ?? (Type == SchemaType.Any ? Any : null);

    /// <summary>Whether a value is of this type; of a type that is not stated every value is.</summary>
    public bool Fits(JsonNode value) => Type switch
    {
        SchemaType.Any => true,
        SchemaType.Object => value is JsonObject,
        SchemaType.Array => value is JsonArray,
        SchemaType.Integer => value.GetValueKind() == JsonValueKind.Number && IsWhole(value),
        SchemaType.Number => value.GetValueKind() == JsonValueKind.Number,
        SchemaType.Boolean => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        SchemaType.IntOrString => value.GetValueKind() == JsonValueKind.String || (value.GetValueKind() == JsonValueKind.Number && IsWhole(value)),
        _ => value.GetValueKind() == JsonValueKind.String,
    };

    private static bool IsWhole(JsonNode value) => value.Number() is not null || (value.AsValue().TryGetValue<double>(out var number) && double.IsInteger(number));
}
