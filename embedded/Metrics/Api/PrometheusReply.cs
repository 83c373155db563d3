using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Embedded.Metrics.Query;
using Autocura.Embedded.Metrics.Storage;
using Microsoft.AspNetCore.Http;

namespace Autocura.Embedded.Metrics.Api;

/// <summary>The JSON of the Prometheus API: envelope, errors and values.</summary>
internal static class PrometheusReply
{
    public static IResult Success(JsonNode data) => Results.Json(new JsonObject { ["status"] = "success", ["data"] = data });

    public static IResult Error(QueryException exception) => exception.Kind switch
    {
        QueryFault.BadData => Error(StatusCodes.Status400BadRequest, "bad_data", exception.Message),
        _ => Error(StatusCodes.Status422UnprocessableEntity, "execution", exception.Message),
    };

    public static IResult Error(int status, string type, string message) => Results.Json(
        new JsonObject { ["status"] = "error", ["errorType"] = type, ["error"] = message }, statusCode: status);

    public static JsonObject Instant(Value value, long at) => value switch
    {
        Value.Scalar scalar => Result("scalar", Pair(at, scalar.Number)),
        Value.Text text => Result("string", new JsonArray(Seconds(at), text.Content)),
        Value.Vector vector => Result("vector", Array(vector.Elements, element =>
            new JsonObject { ["metric"] = Labels(element.Labels), ["value"] = Pair(at, element.Value) })),
        Value.Matrix matrix => Matrix(matrix.Windows.Select(window => (window.Labels, (IReadOnlyList<Point>)window.Points))),
        _ => throw new InvalidOperationException($"No JSON for {value.GetType().Name}."),
    };

    public static JsonObject Matrix(IEnumerable<(LabelSet Labels, IReadOnlyList<Point> Points)> series) => Result("matrix", Array(series, one =>
        new JsonObject { ["metric"] = Labels(one.Labels), ["values"] = Array(one.Points, point => Pair(point.Milliseconds, point.Value)) }));

    public static JsonObject Labels(LabelSet labels) =>
        new(labels.Pairs.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));

    public static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode?> write) => new([.. items.Select(write)]);

    /// <summary>A number as Go prints the shortest text that reads back the same.</summary>
    public static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        double.NaN => "NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static JsonObject Result(string type, JsonNode result) => new() { ["resultType"] = type, ["result"] = result };

    private static JsonArray Pair(long at, double value) => new(Seconds(at), Number(value));

    private static JsonValue Seconds(long milliseconds) => JsonValue.Create(milliseconds / 1000m);
}
