using System.Text.Json;
using System.Text.Json.Serialization;

namespace Autocura.Embedded.Scenarios;

/// <summary>The scenarios in this assembly, by name.</summary>
public sealed class ScenarioCatalog
{
    private const string Prefix = "Scenarios.";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private readonly SortedDictionary<string, Scenario> scenarios;

    private ScenarioCatalog(IEnumerable<Scenario> scenarios) => this.scenarios = new(scenarios.ToDictionary(scenario => scenario.Name), StringComparer.Ordinal);

    /// <summary>All scenarios, ordered by name.</summary>
    public IReadOnlyCollection<Scenario> All => scenarios.Values;

    public static ScenarioCatalog Load()
    {
        var assembly = typeof(ScenarioCatalog).Assembly;
        return new(assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => Read(name, assembly.GetManifestResourceStream(name)!)));
    }

    /// <summary>The scenario of that name. An unknown name is refused with the names there are.</summary>
    public Scenario Find(string name) => scenarios.TryGetValue(name, out var scenario)
        ? scenario
        : throw new KeyNotFoundException($"There is no scenario \"{name}\". There are: {string.Join(", ", scenarios.Keys)}.");

    private static Scenario Read(string name, Stream stream)
    {
        using (stream)
        {
            return JsonSerializer.Deserialize<Scenario>(stream, Strict) ?? throw new InvalidDataException($"{name} holds no scenario.");
        }
    }
}
