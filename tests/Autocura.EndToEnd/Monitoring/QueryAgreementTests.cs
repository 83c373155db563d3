using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Embedded.Metrics;
using Autocura.Embedded.Metrics.Api;
using Autocura.Embedded.Metrics.Query;

namespace Autocura.EndToEnd.Monitoring;

/// <summary>The embedded query engine is held against a real Prometheus: same points, same queries, same answers over HTTP.</summary>
public sealed class QueryAgreementTests
{
    private const double RelativeTolerance = 1e-9;

    private static readonly string[] Queries = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Monitoring", "agreed-queries.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')];

    [RealClientFact("prometheus", "promtool")]
    public async Task The_embedded_engine_answers_every_query_as_a_real_prometheus_does()
    {
        var history = new SampleHistory();
        await using var prometheus = await RealPrometheus.StartAsync(new PrometheusSetup { History = history.ToOpenMetrics() });
        var store = history.ToStore();
        await using var embedded = await MetricsServer.StartAsync(
            0, router => new QueryRoutes(new QueryEngine(store), TimeProvider.System).Map(router), () => [], CancellationToken.None);
        using var http = new HttpClient { BaseAddress = embedded.Address };

        var disagreements = new List<string>();
        foreach (var path in Queries.SelectMany(Requests))
        {
            var (expected, actual) = (await AskAsync(prometheus.Http, path), await AskAsync(http, path));
            if (!Same(expected, actual))
            {
                disagreements.Add($"{Uri.UnescapeDataString(path)}\n  Prometheus: {Beginning(expected)}\n  embedded:   {Beginning(actual)}");
            }
        }

        disagreements.ShouldBeEmpty();
    }

    private static IEnumerable<string> Requests(string query)
    {
        var escaped = Uri.EscapeDataString(query);
        foreach (var seconds in new[] { 1800.0, 2400.25, 3599.0 })
        {
            yield return $"/api/v1/query?query={escaped}&time={Text(SampleHistory.Start.AddSeconds(seconds))}";
        }

        yield return $"/api/v1/query_range?query={escaped}&start={Text(SampleHistory.Start.AddMinutes(20))}&end={Text(SampleHistory.End)}&step=97s";
    }

    private static string Text(DateTimeOffset time) => (time.ToUnixTimeMilliseconds() / 1000m).ToString(CultureInfo.InvariantCulture);

    private static async Task<JsonNode> AskAsync(HttpClient http, string path)
    {
        using var response = await http.GetAsync(path);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
        if ((string)answer["status"]! == "error")
        {
            return new JsonObject { ["code"] = (int)response.StatusCode, ["errorType"] = (string)answer["errorType"]! };
        }

        return answer["data"]!["result"] is JsonArray result && result.All(one => one is JsonObject)
            ? new JsonArray([.. result.OrderBy(one => one!["metric"]!.ToJsonString(), StringComparer.Ordinal).Select(one => one!.DeepClone())])
            : answer["data"]!.DeepClone();
    }

    private static string Beginning(JsonNode answer) => answer.ToJsonString() is { Length: > 500 } text ? text[..500] : answer.ToJsonString();

    private static bool Same(JsonNode? expected, JsonNode? actual) => (expected, actual) switch
    {
        (JsonObject a, JsonObject b) => a.Count == b.Count && a.All(pair => b.ContainsKey(pair.Key) && Same(pair.Value, b[pair.Key])),
        (JsonArray a, JsonArray b) => a.Count == b.Count && a.Zip(b).All(pair => Same(pair.First, pair.Second)),
        (JsonValue a, JsonValue b) => a.ToJsonString() == b.ToJsonString() || Close(a, b),
        _ => false,
    };

    private static bool Close(JsonValue expected, JsonValue actual)
    {
        if (!TryNumber(expected, out var a) || !TryNumber(actual, out var b))
        {
            return false;
        }

        return a.Equals(b) || Math.Abs(a - b) <= RelativeTolerance * Math.Max(Math.Abs(a), Math.Abs(b));
    }

    private static bool TryNumber(JsonValue value, out double number) => value.ToString() switch
    {
        "+Inf" => (number = double.PositiveInfinity) > 0,
        "-Inf" => (number = double.NegativeInfinity) < 0,
        var text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number),
    };
}
