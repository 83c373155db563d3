using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Admission;

/// <summary>Causes of refusal in the wording of the API server.</summary>
internal static class Causes
{
    public static StatusCause Required(string field, string why = "") => new(field, "FieldValueRequired", why.Length > 0 ? $"Required value: {why}" : "Required value");

    public static StatusCause Invalid(string field, JsonNode? value, string why) => new(field, "FieldValueInvalid", $"Invalid value: {value?.ToJsonString() ?? "null"}: {why}");

    public static StatusCause Immutable(string field, JsonNode? value) => Invalid(field, value, "field is immutable");

    public static StatusCause Forbidden(string field, string why) => new(field, "FieldValueForbidden", $"Forbidden: {why}");

    public static StatusCause NotFound(string field, string value) => new(field, "FieldValueNotFound", $"Not found: \"{value}\"");

    public static StatusCause NotSupported(string field, string value, params string[] supported) =>
        new(field, "FieldValueNotSupported", $"Unsupported value: \"{value}\": supported values: {string.Join(", ", supported.Select(name => $"\"{name}\""))}");

    /// <summary>Refuses negative numbers at these paths.</summary>
    public static IEnumerable<StatusCause> NotNegative(JsonObject obj, params string[] paths) => paths
        .Where(path => obj.Number(path.Split('.')) < 0)
        .Select(path => Invalid(path, obj.At(path.Split('.')), "must be greater than or equal to 0"));
}
