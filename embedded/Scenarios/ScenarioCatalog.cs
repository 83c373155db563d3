using Autocura.Embedded.Cluster.Applications;

namespace Autocura.Embedded.Scenarios;

/// <summary>The scenarios in this assembly, by name.</summary>
public sealed class ScenarioCatalog
{
    private const string Prefix = "Scenarios/";

    private static readonly Lazy<ScenarioCatalog> Embedded = new(ReadAssembly);

    private readonly SortedDictionary<string, Scenario> scenarios = new(StringComparer.Ordinal);

    internal ScenarioCatalog(IEnumerable<Scenario> scenarios)
    {
        foreach (var scenario in scenarios)
        {
            if (!this.scenarios.TryAdd(scenario.Name, scenario))
            {
                throw new InvalidDataException($"Two scenarios are named \"{scenario.Name}\": a name is that of one.");
            }
        }
    }

    /// <summary>All scenarios, ordered by name.</summary>
    public IReadOnlyCollection<Scenario> All => scenarios.Values;

    /// <summary>The scenarios as they were built in. Read once; a file that is wrong is refused with its name and the field.</summary>
    public static ScenarioCatalog Load() => Embedded.Value;

    /// <summary>The scenario of that name. An unknown name is refused with those that are nearest to it.</summary>
    public Scenario Find(string name) => scenarios.TryGetValue(name, out var scenario) ? scenario : throw new KeyNotFoundException(Unknown(name));

    /// <summary>Why the name is none; null when there is a scenario of that name.</summary>
    public string? Refusal(string name) => scenarios.ContainsKey(name) ? null : Unknown(name);

    private string Unknown(string name) =>
        $"There is no scenario '{name}'. Did you mean {string.Join(", ", NearestNames.Of(name, scenarios.Keys))}? All of them: dotnet run --project embedded -- scenarios";

    private static ScenarioCatalog ReadAssembly()
    {
        var assembly = typeof(ScenarioCatalog).Assembly;
        List<string> applications = [.. ApplicationCatalog.Load().All.Select(application => application.Name)];
        return new(assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name =>
        {
            using var content = assembly.GetManifestResourceStream(name)!;
            return ScenarioFile.Read(name, content, applications);
        }));
    }
}
