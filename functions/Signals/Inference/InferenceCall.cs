using System.Buffers;
using System.Text.Json;

namespace Autocura.Signals.Inference;

/// <summary>What is sent to a server of the Open Inference Protocol, or of KServe's first, and what its answer means.</summary>
public static class InferenceCall
{
    /// <summary>Rows as a request for inference; all of one length.</summary>
    public static byte[] Infer(IReadOnlyList<double[]> rows) => Write(output =>
    {
        output.WriteStartArray("inputs");
        output.WriteStartObject();
        output.WriteString("name", InferenceTensors.Input);
        output.WriteString("datatype", "FP64");
        output.WriteStartArray("shape");
        output.WriteNumberValue(rows.Count);
        output.WriteNumberValue(rows.Count == 0 ? InferenceTensors.Features : rows[0].Length);
        output.WriteEndArray();
        output.WriteStartArray("data");
        foreach (var number in rows.SelectMany(row => row)) output.WriteNumberValue(number);
        output.WriteEndArray();
        output.WriteEndObject();
        output.WriteEndArray();
    });

    /// <summary>Rows as instances.</summary>
    public static byte[] Predict(IReadOnlyList<double[]> rows) => Write(output =>
    {
        output.WriteStartArray("instances");
        foreach (var row in rows)
        {
            output.WriteStartArray();
            foreach (var number in row) output.WriteNumberValue(number);
            output.WriteEndArray();
        }

        output.WriteEndArray();
    });

    /// <summary>
    /// Which rows the server calls anomalous: an output of truth values says so; whole numbers are scikit-learn's, −1 for an anomaly; any other number is a score.
    /// </summary>
    /// <param name="body">Its answer, in either protocol.</param>
    /// <param name="rows">How many rows were asked about.</param>
    /// <param name="threshold">The score above which a row is anomalous.</param>
    /// <exception cref="InferenceException">It cannot be understood.</exception>
    public static bool[] Verdicts(ReadOnlyMemory<byte> body, int rows, double threshold)
    {
        using var document = InferenceJson.Parse(body);
        var answer = document.RootElement;
        var (values, areWhole) = answer.TryGetProperty("predictions", out var predictions) && predictions.ValueKind == JsonValueKind.Array ? (predictions, AreWhole(predictions)) : Tensor(answer);
        if (values.GetArrayLength() != rows) throw InferenceException.Malformed($"The answer has {values.GetArrayLength()} verdicts for {rows} rows.");
        return [.. values.EnumerateArray().Select(value => Verdict(value, areWhole, threshold))];
    }

    private static (JsonElement Values, bool AreWhole) Tensor(JsonElement answer)
    {
        var outputs = InferenceJson.Array(answer, "outputs", "").EnumerateArray().ToList();
        if (outputs.Count == 0) throw InferenceException.Malformed("The answer has no outputs.");
        var types = outputs.ConvertAll(output => InferenceJson.Text(output, "datatype", "outputs."));
        var at = Math.Max(0, types.IndexOf("BOOL"));
        return (InferenceJson.Array(outputs[at], "data", $"outputs[{at}]."), types[at].StartsWith("INT", StringComparison.Ordinal));
    }

    private static bool AreWhole(JsonElement values) => values.EnumerateArray().All(value => value.ValueKind == JsonValueKind.Number && value.GetDouble() is -1 or 1);

    private static bool Verdict(JsonElement value, bool isWhole, double threshold) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => isWhole ? value.GetDouble() < 0 : value.GetDouble() > threshold,
        JsonValueKind.Array when value.GetArrayLength() == 1 => Verdict(value[0], isWhole, threshold),
        JsonValueKind.Object when value.TryGetProperty(InferenceTensors.IsAnomaly, out var verdict) => Verdict(verdict, isWhole, threshold),
        _ => throw InferenceException.Malformed($"The answer has {InferenceJson.Shown(value)} for a verdict; it must be a truth value or a number."),
    };

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var json = new ArrayBufferWriter<byte>(1024);
        using (var output = new Utf8JsonWriter(json))
        {
            output.WriteStartObject();
            members(output);
            output.WriteEndObject();
        }

        return json.WrittenSpan.ToArray();
    }
}
