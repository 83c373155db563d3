using System.Globalization;
using System.Text.Json;

namespace Autocura.Benchmarks.Numbers.Forecast;

/// <summary>A series to forecast again and again: the first part is history, then an origin every few steps.</summary>
internal sealed record LoadCase
{
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public required string Id { get; init; }

    public string File { get; init; } = "";

    /// <summary>The same series in finer steps of one minute; null where there is none.</summary>
    public string? FineFile { get; init; }

    public int FreqMinutes { get; init; } = 5;

    public int SeasonSteps { get; init; } = 288;

    public int HistorySteps { get; init; } = 2016;

    public int HorizonSteps { get; init; } = 24;

    public int FirstOriginIndex { get; init; } = 2016;

    public int OriginStrideSteps { get; init; } = 24;

    public int NOrigins { get; init; } = 84;

    public double ThresholdPerReplica { get; init; }

    public int MinReplicas { get; init; } = 1;

    public int MaxReplicas { get; init; } = 400;

    /// <summary>Whether replicas are simulated on it.</summary>
    public bool Capacity { get; init; }

    public double[] Values { get; init; } = [];

    public double[]? Fine { get; init; }

    public TimeSpan Step => TimeSpan.FromMinutes(FreqMinutes);

    public IEnumerable<int> Origins => Enumerable.Range(0, NOrigins).Select(number => FirstOriginIndex + (number * OriginStrideSteps));

    /// <summary>The mean absolute error of taking the value of one season before, over the first history: what errors are divided by.</summary>
    public double Scale
    {
        get
        {
            var seasonal = Distance(SeasonSteps);
            return seasonal > 0 ? seasonal : Distance(1);
        }
    }

    /// <summary>All cases of a folder.</summary>
    public static IReadOnlyList<LoadCase> Read(string folder)
    {
        var cases = JsonSerializer.Deserialize<List<LoadCase>>(System.IO.File.ReadAllText(Path.Combine(folder, "manifest.json")), Snake) ?? [];
        return [.. cases.Select(one => one with { Values = Column(Path.Combine(folder, one.File)), Fine = one.FineFile is { } fine ? Column(Path.Combine(folder, fine)) : null })];
    }

    private static double[] Column(string path) =>
        [.. System.IO.File.ReadLines(path).Skip(1).Select(line => line.Split(',')[1]).Select(text => text.Length == 0 ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture))];

    private double Distance(int apart) => Enumerable.Range(apart, HistorySteps - apart).Select(index => Math.Abs(Values[index] - Values[index - apart])).Where(double.IsFinite).DefaultIfEmpty(0).Average();
}
