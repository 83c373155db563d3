using System.Text.Json;

namespace Autocura.Signals.Inference;

/// <summary>The answers of KServe's first protocol: status, <c>:predict</c> and <c>:explain</c>, over instances of ten numbers.</summary>
internal static class KServePrediction
{
    private delegate void InstanceWriter(Utf8JsonWriter output, ReadOnlySpan<double> row);

    public static InferenceAnswer List(ModelShelf shelf) => InferenceAnswer.Of(output =>
    {
        output.WriteStartArray("models");
        output.WriteStringValue(shelf.Name);
        output.WriteEndArray();
    });

    public static InferenceAnswer Status(ModelShelf shelf) => InferenceAnswer.Of(
        output =>
        {
            output.WriteString("name", shelf.Name);
            output.WriteBoolean("ready", shelf.IsReady);
            if (!shelf.IsReady) output.WriteString("error", shelf.Warming);
        },
        shelf.IsReady ? 200 : 503);

    /// <summary>For each instance its score and verdict.</summary>
    public static InferenceAnswer Predict(ModelShelf shelf, ReadOnlyMemory<byte> body)
    {
        var forest = Ready(shelf).Forest;
        return Each(body, "predictions", (output, row) =>
        {
            var score = forest.Score(row);
            output.WriteStartObject();
            output.WriteNumber(InferenceTensors.Score, score);
            output.WriteBoolean(InferenceTensors.IsAnomaly, score > forest.Threshold);
            output.WriteEndObject();
        });
    }

    /// <summary>For each instance by how many cuts each of its numbers shortened the path: above 0 it made the instance odd.</summary>
    public static InferenceAnswer Explain(ModelShelf shelf, ReadOnlyMemory<byte> body)
    {
        var forest = Ready(shelf).Forest;
        var steps = new double[InferenceTensors.Features];
        return Each(body, "explanations", (output, row) =>
        {
            forest.Explain(row, steps);
            output.WriteStartArray();
            foreach (var step in steps) output.WriteNumberValue(Math.Round(step, 6));
            output.WriteEndArray();
        });
    }

    private static ServedModel Ready(ModelShelf shelf) => shelf.Find(null) ?? throw InferenceException.NotReady(shelf);

    private static InferenceAnswer Each(ReadOnlyMemory<byte> body, string member, InstanceWriter write)
    {
        using var document = InferenceJson.Parse(body);
        var instances = InferenceJson.Array(document.RootElement, "instances", "");
        if (instances.GetArrayLength() > 0 && instances[0].ValueKind != JsonValueKind.Array) throw InferenceException.Malformed($"instances[0] is {InferenceJson.Shown(instances[0])}; an instance is an array of {InferenceTensors.Features} numbers.");
        var rows = InferenceJson.Numbers(instances, instances.GetArrayLength(), InferenceTensors.Features, areSingle: false);
        return InferenceAnswer.Of(output =>
        {
            output.WriteStartArray(member);
            for (var at = 0; at < rows.Length; at += InferenceTensors.Features) write(output, rows.AsSpan(at, InferenceTensors.Features));
            output.WriteEndArray();
        });
    }
}
