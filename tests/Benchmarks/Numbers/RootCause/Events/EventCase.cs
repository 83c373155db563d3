using System.Text.Json;

namespace Autocura.Benchmarks.Numbers.RootCause.Events;

/// <summary>An incident as it was observed: metrics of all services by the minute, Kubernetes Events, placement and calls; and (only for the score) what it was.</summary>
internal sealed record EventCase
{
    private static readonly JsonSerializerOptions Names = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public required string Id { get; init; }

    public required DateTimeOffset AlertTime { get; init; }

    public required string AlertService { get; init; }

    public required IReadOnlyList<string> Services { get; init; }

    public IReadOnlyList<string> Databases { get; init; } = [];

    public required IReadOnlyList<string> Nodes { get; init; }

    /// <summary>Callers and callees.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Edges { get; init; }

    /// <summary>Pods that ran before the trouble, and where.</summary>
    public required IReadOnlyList<PlacedPod> Pods { get; init; }

    public required IReadOnlyList<ObservedEvent> Events { get; init; }

    public string MetricsFile { get; init; } = "";

    /// <summary>By "service|metric"; points that are missing are NaN.</summary>
    public IReadOnlyDictionary<string, double[]> Metrics { get; init; } = new Dictionary<string, double[]>();

    /// <summary>Of the rows of the metrics.</summary>
    public IReadOnlyList<DateTimeOffset> Times { get; init; } = [];

    public string FaultClass { get; init; } = "";

    /// <summary>Names that are accepted: a service or a node.</summary>
    public IReadOnlyList<string> RootCause { get; init; } = [];

    public static IReadOnlyList<EventCase> Read(string folder)
    {
        var labels = JsonSerializer.Deserialize<List<Label>>(File.ReadAllText(Path.Combine(folder, "labels.json")), Names)!.ToDictionary(label => label.Id);
        return [.. File.ReadLines(Path.Combine(folder, "cases.jsonl")).Where(line => line.Length > 0).Select(line =>
        {
            var one = JsonSerializer.Deserialize<EventCase>(line, Names)!;
            var (times, metrics) = Table(Path.Combine(folder, one.MetricsFile.Length > 0 ? one.MetricsFile : Path.Combine("metrics", $"{one.Id}.csv")));
            return one with { Times = times, Metrics = metrics, FaultClass = labels[one.Id].FaultClass, RootCause = labels[one.Id].RootCause };
        })];
    }

    private static (DateTimeOffset[] Times, Dictionary<string, double[]> Metrics) Table(string path)
    {
        var rows = File.ReadLines(path).Select(line => line.Split(',')).ToList();
        var body = rows.Skip(1).ToList();
        return (
            [.. body.Select(row => DateTimeOffset.Parse(row[0], System.Globalization.CultureInfo.InvariantCulture))],
            rows[0].Select((name, column) => (name, column)).Skip(1).ToDictionary(
                one => one.name,
                one => body.Select(row => row[one.column].Length == 0 ? double.NaN : double.Parse(row[one.column], System.Globalization.CultureInfo.InvariantCulture)).ToArray()));
    }

    private sealed record Label(string Id, string FaultClass, IReadOnlyList<string> RootCause);
}

/// <summary>A pod, its service and its node.</summary>
internal sealed record PlacedPod(string Pod, string Service, string Node);

/// <summary>A Kubernetes Event.</summary>
internal sealed record ObservedEvent(DateTimeOffset Time, string Type, string Reason, string Kind, string Name, string Message, int Count);
