using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;

namespace Autocura.Embedded.Cluster.OpenApi.Cel;

/// <summary>
/// Values: null, bool, long, double, string, TimeSpan, DateTimeOffset, decimal (a quantity), <see cref="CelType"/>, <see cref="CelList"/> and
/// <see cref="CelMap"/>.
/// </summary>
internal static class CelValues
{
    /// <summary>A value of a JSON object, as its schema says.</summary>
    public static object? From(JsonNode? node, CelType type) => (node, type.Kind) switch
    {
        (null, _) => null,
        (JsonArray array, _) => new CelList([.. array.Select(element => From(element, type.Element))], type.ListKind == ListKind.Atomic),
        (JsonObject obj, CelKind.Object) => new CelMap(type.Fields.Where(field => obj[field.Value.Name] is not null)
            .ToDictionary(field => (object)field.Key, field => From(obj[field.Value.Name], field.Value.Type))),
        (JsonObject obj, _) => new CelMap(obj.ToDictionary(entry => (object)entry.Key, entry => From(entry.Value, type.Element))),
        (JsonValue value, CelKind.Double) => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture),
        (_, CelKind.Duration) => Duration(node.ToString()),
        (_, CelKind.Timestamp) => Timestamp(node.ToString()),
        (JsonValue value, _) => Scalar(value),
        _ => throw new CelEvaluationException("no such overload"),
    };

    public static CelKind KindOf(object? value) => value switch
    {
        null => CelKind.Null,
        bool => CelKind.Bool,
        long => CelKind.Int,
        double => CelKind.Double,
        string => CelKind.String,
        TimeSpan => CelKind.Duration,
        DateTimeOffset => CelKind.Timestamp,
        decimal => CelKind.Quantity,
        CelList => CelKind.List,
        CelMap => CelKind.Map,
        CelType => CelKind.Type,
        _ => throw new InvalidOperationException($"An expression came to a {value.GetType().Name}, which is no value."),
    };

    /// <summary>Equality as CEL has it: whole numbers and others compare by value, lists by elements and maps by entries.</summary>
    public static bool AreEqual(object? one, object? two) => (one, two) switch
    {
        (long whole, double real) => whole == real,
        (double real, long whole) => whole == real,
        (CelList left, CelList right) => left.IsSame(right),
        (CelMap left, CelMap right) => left.IsSame(right),
        (CelType left, CelType right) => left.Kind == right.Kind,
        _ => Equals(one, two),
    };

    public static TimeSpan Duration(string text)
    {
        if (GoDuration.TryParse(text, out var span))
        {
            return span;
        }

        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (FormatException)
        {
            throw new CelEvaluationException($"'{text}' is no duration");
        }
    }

    public static DateTimeOffset Timestamp(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment.ToUniversalTime()
            : throw new CelEvaluationException($"'{text}' is no timestamp");

    private static object Scalar(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when value.Number() is { } whole => whole,
        JsonValueKind.Number => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}

/// <summary>A list; of one that is not <paramref name="IsOrdered"/> the order of the elements means nothing.</summary>
internal sealed record CelList(IReadOnlyList<object?> Elements, bool IsOrdered = true)
{
    public bool Contains(object? wanted) => Elements.Any(element => CelValues.AreEqual(element, wanted));

    public bool IsSame(CelList other) => Elements.Count == other.Elements.Count && (IsOrdered && other.IsOrdered
        ? Elements.Zip(other.Elements).All(pair => CelValues.AreEqual(pair.First, pair.Second))
        : Elements.All(other.Contains) && other.Elements.All(Contains));
}

/// <summary>A map or an object; only fields that are there are in it.</summary>
internal sealed record CelMap(IReadOnlyDictionary<object, object?> Entries)
{
    public bool IsSame(CelMap other) => Entries.Count == other.Entries.Count
        && Entries.All(entry => other.Entries.TryGetValue(entry.Key, out var value) && CelValues.AreEqual(entry.Value, value));
}
