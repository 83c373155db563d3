using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Autocura.Diagnosis;

namespace Autocura.Functions.Tests.Diagnosis;

/// <summary>Evidence of which parts are missing and numbers are odd: what a cluster that is half down, or read by halves, leaves over.</summary>
internal static class Torn
{
    private static readonly int[] OddNumbers = [0, 1, -1, 7, 1_000_000];
    private static readonly string[] OddTimes = ["0001-01-01T00:00:00+00:00", "2030-01-15T11:58:00+00:00", "2031-01-01T00:00:00+00:00"];

    // Without them there is no incident.
    private static readonly string[] Given = [nameof(Evidence.Workload), nameof(Evidence.Onset), nameof(Evidence.CollectedAt), nameof(Evidence.MeasuredOver)];

    /// <summary>Properties of evidence records that may be null.</summary>
    private static readonly HashSet<string> Nullable = NullableProperties();

    public static Evidence Apart(Evidence evidence, Random random)
    {
        var json = JsonSerializer.SerializeToNode(evidence)!;
        Tear(json, random);
        return json.Deserialize<Evidence>()!;
    }

    private static void Tear(JsonNode? node, Random random)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list.ToList())
            {
                Tear(item, random);
                if (random.Next(5) == 0)
                {
                    list.Remove(item);
                }
            }
        }
        else if (node is JsonObject record)
        {
            foreach (var name in record.Select(pair => pair.Key).Where(name => !Given.Contains(name)).ToList())
            {
                record[name] = Odd(name, record[name], random);
            }
        }
    }

    private static JsonNode? Odd(string name, JsonNode? value, Random random)
    {
        if (Nullable.Contains(name) && random.Next(6) == 0)
        {
            return null;
        }

        switch (value?.GetValueKind())
        {
            case JsonValueKind.Number when random.Next(6) == 0:
                return OddNumbers[random.Next(OddNumbers.Length)];
            case JsonValueKind.String when random.Next(6) == 0 && value.GetValue<string>().Contains('T') && DateTimeOffset.TryParse(value.GetValue<string>(), out _):
                return OddTimes[random.Next(OddTimes.Length)];
            default:
                Tear(value, random);
                return value?.DeepClone();
        }
    }

    private static HashSet<string> NullableProperties()
    {
        var context = new NullabilityInfoContext();
        return [.. typeof(Evidence).Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith(typeof(Evidence).Namespace!, StringComparison.Ordinal) == true)
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            .GroupBy(property => property.Name)
            .Where(group => group.All(property => context.Create(property).WriteState is NullabilityState.Nullable))
            .Select(group => group.Key)];
    }
}
