using System.Collections.Concurrent;

namespace Autocura.Embedded.Durable.Telemetry;

/// <summary>Names that may be tags: one spelling each, as callers may vary the case, and no more of them than a metrics store likes.</summary>
internal sealed class KnownNames
{
    public const string Other = "other";

    private const int Most = 200;

    private readonly ConcurrentDictionary<string, string> spellings = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The spelling that was seen first, or "other" when there are too many.</summary>
    public string Known(string name) =>
        spellings.TryGetValue(name, out var known) ? known
        : spellings.Count >= Most ? Other
        : spellings.GetOrAdd(name, name);
}
