using System.Text.Json;
using Autocura.Planning.Learning;

namespace Autocura.Ledger.Learning;

/// <summary>
/// A <see cref="TrackRecord"/> as entries of a ConfigMap, one for each cause, action and class of workload, so that kubectl can show and forget one by itself. What
/// cannot be read stays as it is.
/// </summary>
internal static class TrackRecordText
{
    public static TrackRecord Read(IReadOnlyDictionary<string, string> entries)
    {
        var remedies = new Dictionary<RemedyKey, PastCases>();
        var unreadable = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, text) in entries)
        {
            var problem = "its name is not of the form cause.action.class";
            if (RemedyKey.Read(name) is { } key && Read(text, out problem) is { } cases)
            {
                remedies[key] = cases;
            }
            else
            {
                unreadable[name] = $"{problem}. Delete this entry to begin anew";
            }
        }

        return new TrackRecord { Remedies = remedies, Unreadable = unreadable };
    }

    /// <param name="record">What is known.</param>
    /// <param name="before">The entries as they stand: from there comes what cannot be read.</param>
    public static Dictionary<string, string> Write(TrackRecord record, IReadOnlyDictionary<string, string> before) => record.Remedies
        .Select(pair => KeyValuePair.Create($"{pair.Key}", JsonSerializer.Serialize(pair.Value, JsonSerializerOptions.Web)))
        .Concat(record.Unreadable.Keys.Where(before.ContainsKey).Select(name => KeyValuePair.Create(name, before[name])))
        .ToDictionary();

    private static PastCases? Read(string text, out string problem)
    {
        try
        {
            var cases = JsonSerializer.Deserialize<PastCases>(text, JsonSerializerOptions.Web);
            problem = cases?.Problem() ?? "it is null";
            return problem.Length == 0 ? cases : null;
        }
        catch (JsonException unreadable)
        {
            problem = unreadable.Message.TrimEnd('.');
            return null;
        }
    }
}
