using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Autocura.Embedded.Cluster.OpenApi;

/// <summary>The limits OpenAPI sets to one value: lengths, counts, ranges, multiples, patterns, formats.</summary>
internal static class SchemaBounds
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new();

    /// <summary>The limits that the value exceeds.</summary>
    public static IEnumerable<StatusCause> Check(JsonNode node, SchemaNode schema, string path)
    {
        var constraints = schema.Constraints ?? [];
        return node switch
        {
            JsonArray array => Count(array.Count, constraints, path, ("Items", "items")),
            JsonObject obj => Count(obj.Count, constraints, path, ("Properties", "properties")),
            _ when node.Text() is { } text => Text(text, constraints, path).Concat(SchemaFormats.Check(text, schema.Format, path)),
            _ when node.GetValueKind() == JsonValueKind.Number => Number(double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture), constraints, path),
            _ => [],
        };
    }

    /// <summary>Why a pattern cannot be used; null when it can.</summary>
    public static string? DefectOf(string pattern)
    {
        try
        {
            _ = Compiled(pattern);
            return null;
        }
        catch (ArgumentException unreadable)
        {
            return unreadable.Message;
        }
    }

    private static Regex Compiled(string pattern) => Patterns.GetOrAdd(pattern, text => new Regex(text, RegexOptions.ExplicitCapture, PatternTimeout));

    private static IEnumerable<StatusCause> Text(string text, JsonObject constraints, string path)
    {
        var matches = constraints.Text("pattern") is not { } pattern || Compiled(pattern).IsMatch(text);
        return Count(text.EnumerateRunes().Count(), constraints, path, ("Length", "chars long"))
            .Concat(matches ? [] : [Invalid(path, JsonSerializer.Serialize(text), $"should match '{constraints.Text("pattern")}'")]);
    }

    private static IEnumerable<StatusCause> Count(int count, JsonObject constraints, string path, (string What, string Unit) measure)
    {
        if (constraints.Number($"max{measure.What}") is { } max && count > max)
        {
            yield return measure.What == "Length"
                ? new(path, "FieldValueTooLong", $"Too long: may not be more than {max} bytes")
                : new(path, "FieldValueTooMany", $"Too many: {count}: must have at most {max} items");
        }

        if (constraints.Number($"min{measure.What}") is { } min && count < min)
        {
            yield return Invalid(path, count.ToString(CultureInfo.InvariantCulture), $"should have at least {min} {measure.Unit}");
        }
    }

    private static IEnumerable<StatusCause> Number(double number, JsonObject constraints, string path)
    {
        var shown = number.ToString(CultureInfo.InvariantCulture);
        if (Bound(constraints, "minimum") is { } minimum)
        {
            var excluded = constraints.Flag("exclusiveMinimum") == true;
            if (number < minimum || (excluded && number <= minimum))
            {
                yield return Invalid(path, shown, string.Create(CultureInfo.InvariantCulture, $"should be greater than{(excluded ? "" : " or equal to")} {minimum}"));
            }
        }

        if (Bound(constraints, "maximum") is { } maximum)
        {
            var excluded = constraints.Flag("exclusiveMaximum") == true;
            if (number > maximum || (excluded && number >= maximum))
            {
                yield return Invalid(path, shown, string.Create(CultureInfo.InvariantCulture, $"should be less than{(excluded ? "" : " or equal to")} {maximum}"));
            }
        }

        if (Bound(constraints, "multipleOf") is { } factor && !double.IsInteger(number / factor))
        {
            yield return Invalid(path, shown, string.Create(CultureInfo.InvariantCulture, $"should be a multiple of {factor}"));
        }
    }

    private static double? Bound(JsonObject constraints, string name) =>
        constraints[name] is { } bound ? double.Parse(bound.ToJsonString(), CultureInfo.InvariantCulture) : null;

    private static StatusCause Invalid(string path, string value, string why) => new(path, "FieldValueInvalid", $"Invalid value: {value}: {path} in body {why}");
}
