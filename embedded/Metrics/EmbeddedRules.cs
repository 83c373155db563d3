using System.Reflection;

namespace Autocura.Embedded.Metrics;

/// <summary>The alerting rules of <c>infra/monitoring</c>, which travel inside the program: the embedded back end and a real Prometheus read the same files.</summary>
public static class EmbeddedRules
{
    /// <summary>With waits of seconds, for demonstrations and tests.</summary>
    public static IReadOnlyDictionary<string, string> Demo { get; } = Read("rules.demo.yaml");

    /// <summary>With waits of minutes, as users install them.</summary>
    public static IReadOnlyDictionary<string, string> Production { get; } = Read("rules.yaml");

    private static Dictionary<string, string> Read(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Monitoring.{file}")
            ?? throw new InvalidOperationException($"The program was built without {file}.");
        using var reader = new StreamReader(stream);
        return new() { [file] = reader.ReadToEnd() };
    }
}
