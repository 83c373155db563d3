using System.Text.Json;
using Autocura.Diagnosis.Measurements.Ranking;

namespace Autocura.Benchmarks.Numbers.RootCause;

/// <summary>
/// Reads the cases of a folder: <c>cases.json</c> (id, dataset, file, and for the score root_cause_service and root_cause_metrics), series as CSV with
/// columns <c>service|metric[|statistic]</c> or <c>caller>callee|metric</c>, and call graphs as CSV with caller and callee.
/// </summary>
internal static class FaultCases
{
    /// <summary>Under this name stands what users see: no service, and so no suspect.</summary>
    private const string Users = "entry";

    public static IReadOnlyList<FaultCase> Read(string folder)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "cases.json")));
        return [.. document.RootElement.EnumerateArray().Select(entry => Read(folder, entry))];
    }

    private static FaultCase Read(string folder, JsonElement entry)
    {
        var table = SeriesTable.Read(Path.Combine(folder, Text(entry, "file")!));
        var normal = Text(entry, "normal_file") is { } file ? SeriesTable.Read(Path.Combine(folder, file)) : null;
        var target = entry.TryGetProperty("target", out var alarm) ? alarm : default;
        var isKnown = target.ValueKind == JsonValueKind.Object;
        var input = Split(table, normal) with
        {
            Calls = Text(entry, "edges_file") is { } edges ? Edges(Path.Combine(folder, edges)) : [],
            AlarmedBy = isKnown ? Kind(Text(target, "metric")!) : null,
        };
        return new FaultCase(Text(entry, "id")!, Text(entry, "dataset")!, input, Text(entry, "root_cause_service")!, Texts(entry, "root_cause_metrics"));
    }

    private static RankingInput Split(SeriesTable table, SeriesTable? normal)
    {
        var (series, calls) = (new List<SplitSeries>(), new List<CallSeries>());
        foreach (var column in table.Columns)
        {
            var before = normal is null ? table.Values(column, isAbnormal: false) : normal.Values(column, isAbnormal: false);
            var after = table.Values(column, isAbnormal: normal is null ? true : null);
            var (who, metric) = (column[..column.IndexOf('|')], column[(column.IndexOf('|') + 1)..]);
            if (who == Users)
            {
                continue;
            }

            if (table.IsNamed("phase") && who.Split('>') is [var caller, var callee])
            {
                // Both ends row by row: a gap at one of them must not move the other.
                calls.Add(new CallSeries(caller, callee, metric.StartsWith("src", StringComparison.Ordinal), table.Moments(column, isAbnormal: false), table.Moments(column, isAbnormal: true)));
            }
            else
            {
                series.Add(new SplitSeries(who, metric, Kind(metric), before, after));
            }
        }

        return new RankingInput(series) { CallSeries = calls };
    }

    /// <summary>What a metric measures, by the field's words in its name.</summary>
    private static SeriesKind Kind(string metric) => metric switch
    {
        _ when metric.Contains("lat", StringComparison.Ordinal) => SeriesKind.Latency,
        _ when metric.Contains("availability", StringComparison.Ordinal) => SeriesKind.Availability,
        _ when metric.Contains("ops", StringComparison.Ordinal) || metric.Contains("requests", StringComparison.Ordinal) => SeriesKind.Load,
        _ when metric.Contains("net_", StringComparison.Ordinal) => SeriesKind.Load,
        _ => SeriesKind.Resource,
    };

    private static List<(string, string)> Edges(string path) =>
        [.. File.ReadLines(path).Skip(1).Select(line => line.Split(',')).Where(parts => parts.Length == 2).Select(parts => (parts[0], parts[1]))];

    private static string? Text(JsonElement entry, string name) => entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static List<string> Texts(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];
}
