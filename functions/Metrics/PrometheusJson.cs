using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Autocura.Metrics;

/// <summary>Reads the envelope and the result types of the Prometheus HTTP API. What it cannot read it reports; it never guesses.</summary>
internal static class PrometheusJson
{
    /// <summary>The answer in a body that came with status 200.</summary>
    public static MetricAnswer ReadAnswer(Uri uri, byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var data = document.RootElement.GetProperty("data");
            var series = ReadResult(data.GetProperty("resultType").GetString(), data.GetProperty("result"));
            return series.Count == 0 ? new MetricAnswer.NoData() : new MetricAnswer.Values(series);
        }
        catch (Exception exception) when (IsMalformed(exception))
        {
            return new MetricAnswer.Unmeasurable($"{Server(uri)} answered with what is not a Prometheus result: {exception.Message}");
        }
    }

    /// <summary>Why there is no answer: Prometheus's own words where there are any.</summary>
    public static string Refusal(Uri uri, HttpReply reply) => reply switch
    {
        HttpReply.Failed failed => failed.Reason,
        HttpReply.Answered answered => $"{Server(uri)} refused with {(int)answered.Status}: {ErrorIn(answered.Body)}",
        _ => throw new InvalidOperationException($"Unknown reply {reply}."),
    };

    /// <summary>The exceptions that reading JSON of an unexpected shape can raise.</summary>
    public static bool IsMalformed(Exception exception) =>
        exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or IndexOutOfRangeException;

    private static string Server(Uri uri) => uri.GetLeftPart(UriPartial.Authority);

    /// <summary>A JSON object of strings.</summary>
    public static Dictionary<string, string> ReadLabels(JsonElement labels) =>
        labels.EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString() ?? "");

    private static string ErrorIn(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.GetProperty("error").GetString() ?? "no reason given";
        }
        catch (Exception exception) when (IsMalformed(exception))
        {
            // A proxy's page, not Prometheus's envelope: its beginning is the best there is to show.
            return Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 300)));
        }
    }

    private static List<MetricSeries> ReadResult(string? type, JsonElement result) => type switch
    {
        "vector" => Measured(result.EnumerateArray().Select(item =>
            new MetricSeries(ReadLabels(item.GetProperty("metric")), Points([item.GetProperty("value")])))),
        "matrix" => Measured(result.EnumerateArray().Select(item =>
            new MetricSeries(ReadLabels(item.GetProperty("metric")), Points(item.GetProperty("values").EnumerateArray())))),
        "scalar" => Measured([new MetricSeries(new Dictionary<string, string>(), Points([result]))]),
        _ => throw new FormatException($"a result of type '{type}' is not a number; use an expression that yields a vector, a matrix or a scalar"),
    };

    private static List<MetricSeries> Measured(IEnumerable<MetricSeries> series) => [.. series.Where(one => one.Points.Count > 0)];

    private static List<MetricPoint> Points(IEnumerable<JsonElement> pairs)
    {
        var points = new List<MetricPoint>();
        foreach (var pair in pairs)
        {
            var at = DateTimeOffset.UnixEpoch.AddMilliseconds(Math.Round(pair[0].GetDouble() * 1000));
            var value = Number(pair[1].GetString());
            if (!double.IsNaN(value))
            {
                points.Add(new MetricPoint(at, value));
            }
        }

        return points;
    }

    private static double Number(string? text) => text switch
    {
        "+Inf" or "Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        null => throw new FormatException("a sample has no value"),
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };
}
