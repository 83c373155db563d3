using System.Text.Json;
using System.Text.Json.Serialization;

namespace Autocura.Embedded.Scenarios;

/// <summary>
/// Names one object by version, kind, namespace and name, in files written as <c>apps/v1 Deployment shop/cart</c> or, outside of namespaces,
/// <c>v1 Node worker-1</c>. The name <c>*</c> stands for every object of the kind.
/// </summary>
[JsonConverter(typeof(TextForm))]
public sealed record ScenarioTarget(string ApiVersion, string Kind, string? Namespace, string Name)
{
    /// <summary>Whether every object of the kind is meant.</summary>
    public bool IsEvery => Name == "*";

    /// <inheritdoc />
    public override string ToString() => $"{ApiVersion} {Kind} {(Namespace is null ? "" : Namespace + "/")}{Name}";

    private static ScenarioTarget? Parse(string text)
    {
        var words = text.Split(' ');
        var names = words[^1].Split('/');
        return words.Length == 3 && names.Length <= 2 && words.Concat(names).All(word => word.Length > 0)
            ? new(words[0], words[1], names.Length == 2 ? names[0] : null, names[^1])
            : null;
    }

    private sealed class TextForm : JsonConverter<ScenarioTarget>
    {
        public override ScenarioTarget Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException("An object is named by a text such as \"apps/v1 Deployment shop/cart\".");
            return Parse(text) ?? throw new JsonException($"\"{text}\" names no object: write it as \"apps/v1 Deployment shop/cart\", or \"v1 Node worker-1\".");
        }

        public override void Write(Utf8JsonWriter writer, ScenarioTarget value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
