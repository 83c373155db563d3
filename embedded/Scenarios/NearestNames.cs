using Autocura.Embedded.Hosting;

namespace Autocura.Embedded.Scenarios;

/// <summary>Finds what was most likely meant by a name that is none.</summary>
internal static class NearestNames
{
    private const int Most = 3;

    /// <summary>The nearest names, best first: those that hold the words given count as nearer than those of which letters differ.</summary>
    public static IEnumerable<string> Of(string name, IEnumerable<string> names) => names
        .OrderByDescending(known => Words(known).Intersect(Words(name), StringComparer.OrdinalIgnoreCase).Count())
        .ThenBy(known => EditDistance.Between(name, known))
        .ThenBy(known => known, StringComparer.Ordinal)
        .Take(Most);

    private static string[] Words(string name) => name.Split('-', StringSplitOptions.RemoveEmptyEntries);
}
