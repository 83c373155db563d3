using System.Text.Json;
using System.Text.Json.Serialization;

namespace Autocura.Embedded.Scenarios;

/// <summary>Reads one scenario from its file. What the file says and nobody understands is refused, with the file and the field.</summary>
internal static class ScenarioFile
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <exception cref="InvalidDataException">It is not a scenario; the message has a line for each thing that is wrong.</exception>
    public static Scenario Read(string file, Stream content, IReadOnlyCollection<string> applications)
    {
        var scenario = Parse(file, content);
        var wrong = ScenarioRules.Check(scenario, applications).ToList();
        if (scenario.Name != Path.GetFileNameWithoutExtension(file))
        {
            wrong.Insert(0, $"name: \"{scenario.Name}\" is not the name of the file");
        }

        return wrong.Count == 0 ? scenario : throw new InvalidDataException(string.Join('\n', wrong.Select(reason => $"{file}: {reason}")));
    }

    private static Scenario Parse(string file, Stream content)
    {
        try
        {
            return JsonSerializer.Deserialize<Scenario>(content, Strict) ?? throw new InvalidDataException($"{file}: holds no scenario");
        }
        catch (JsonException error)
        {
            var field = error.Path is null or "$" ? "" : $"{error.Path.TrimStart('$').TrimStart('.')}: ";
            throw new InvalidDataException($"{file}: {field}{error.Message.Split(" Path: ")[0]}", error);
        }
    }
}
