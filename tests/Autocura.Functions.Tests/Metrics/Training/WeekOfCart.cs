using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Support;
using Microsoft.AspNetCore.Http;

namespace Autocura.Functions.Tests.Metrics.Training;

/// <summary>
/// A Prometheus that has known one service, shop/cart, since <see cref="Since"/>: ten requests a second that take 0.2 s, both with noise; from <see cref="SlowFrom"/> on they take 0.29 s.
/// </summary>
internal sealed class WeekOfCart(ManualTime time)
{
    private int ranges;

    public DateTimeOffset Since { get; init; } = DateTimeOffset.MinValue;

    /// <summary>Less than one and a half times as long as usual: too little for the scan by itself.</summary>
    public DateTimeOffset SlowFrom { get; set; } = DateTimeOffset.MaxValue;

    /// <summary>Seconds more than usual that requests take at a moment.</summary>
    public Func<DateTimeOffset, double> Slower { get; set; } = _ => 0;

    /// <summary>Range questions that were asked.</summary>
    public int Ranges => ranges;

    public async Task AnswerAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var (query, isRange) = (form["query"].ToString(), context.Request.Path.Value!.EndsWith("query_range", StringComparison.Ordinal));
        if (isRange) Interlocked.Increment(ref ranges);
        var points = isRange ? Grid(form["start"]!, form["end"]!, form["step"]!) : [query.Contains("offset", StringComparison.Ordinal) ? time.GetUtcNow() - TimeSpan.FromHours(1) : time.GetUtcNow()];
        var values = points.Where(at => at >= Since).Select(at => (JsonNode)new JsonArray(at.ToUnixTimeMilliseconds() / 1000.0, Value(query, at).ToString(CultureInfo.InvariantCulture))).ToArray();
        var series = new JsonObject { ["metric"] = new JsonObject { ["namespace"] = "shop", ["service"] = "cart" }, [isRange ? "values" : "value"] = isRange ? new JsonArray(values) : values.FirstOrDefault() };
        var isKnown = values.Length > 0 && !query.Contains("kafka", StringComparison.Ordinal) && !query.Contains("container_memory", StringComparison.Ordinal);
        await context.Response.WriteAsJsonAsync(new JsonObject
        {
            ["status"] = "success",
            ["data"] = new JsonObject { ["resultType"] = isRange ? "matrix" : "vector", ["result"] = isKnown ? new JsonArray(series) : [] },
        });
    }

    private double Value(string query, DateTimeOffset at)
    {
        var noise = (new Random((int)(at.ToUnixTimeSeconds() % 1_000_003)).NextDouble() * 2) - 1;
        return query.Contains("code=~", StringComparison.Ordinal) ? 0 : query.Contains("histogram", StringComparison.Ordinal) ? (at >= SlowFrom ? 0.29 : 0.2) + Slower(at) + (0.005 * noise) : 10 + noise;
    }

    private static DateTimeOffset[] Grid(string start, string end, string step)
    {
        var (from, to, by) = (Seconds(start), Seconds(end), Seconds(step));
        return [.. Enumerable.Range(0, (int)Math.Floor((to - from) / by) + 1).Select(index => DateTimeOffset.UnixEpoch.AddSeconds(from + (index * by)))];
    }

    private static double Seconds(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
