using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Autocura.Embedded.Metrics.Storage;

/// <summary>Regular expressions as Prometheus means them: anchored at both ends, in linear time. Few are asked again and again, so each is compiled once.</summary>
internal static class AnchoredPattern
{
    private const int Most = 1000;
    private static readonly ConcurrentDictionary<string, Regex> Known = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">It is none.</exception>
    /// <exception cref="NotSupportedException">It needs what cannot be done in linear time.</exception>
    public static Regex Of(string pattern)
    {
        if (Known.TryGetValue(pattern, out var known))
        {
            return known;
        }

        // Whoever asks with ever new patterns gains nothing from this, and must not fill the memory.
        if (Known.Count >= Most) Known.Clear();
        return Known[pattern] = new Regex($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }
}
