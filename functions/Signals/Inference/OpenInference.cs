using System.Text.Json;

namespace Autocura.Signals.Inference;

/// <summary>The answers of the Open Inference Protocol, version 2, as its specification has them (kserve/open-inference-protocol).</summary>
internal static class OpenInference
{
    public const string Platform = "autocura_isolation-forest";

    private static readonly string ServerVersion = typeof(OpenInference).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    public static InferenceAnswer Server() => InferenceAnswer.Of(output =>
    {
        output.WriteString("name", "autocura");
        output.WriteString("version", ServerVersion);
        output.WriteStartArray("extensions");
        output.WriteEndArray();
    });

    public static InferenceAnswer Live() => InferenceAnswer.Of(output => output.WriteBoolean("live", true));

    /// <summary>A probe looks at the status; the specification calls the member live here too, and servers say ready.</summary>
    public static InferenceAnswer Ready(bool isReady) => InferenceAnswer.Of(
        output =>
        {
            output.WriteBoolean("live", true);
            output.WriteBoolean("ready", isReady);
        },
        isReady ? 200 : 503);

    public static InferenceAnswer ModelReady(ModelShelf shelf, string? version)
    {
        var isReady = shelf.IsReady && Found(shelf, version) is not null;
        return InferenceAnswer.Of(
            output =>
            {
                output.WriteString("name", shelf.Name);
                output.WriteBoolean("ready", isReady);
                if (!isReady) output.WriteString("error", shelf.Warming);
            },
            isReady ? 200 : 503);
    }

    public static InferenceAnswer Metadata(ModelShelf shelf, string? version)
    {
        if (version is not null && Found(shelf, version) is null) throw InferenceException.NotReady(shelf);
        return InferenceAnswer.Of(output =>
        {
            output.WriteString("name", shelf.Name);
            output.WriteStartArray("versions");
            foreach (var model in shelf.Versions) output.WriteStringValue(model.Version);
            output.WriteEndArray();
            output.WriteString("platform", Platform);
            WriteTensors(output, "inputs", [(InferenceTensors.Input, "FP64", InferenceTensors.Features)]);
            WriteTensors(output, "outputs", [(InferenceTensors.Score, "FP64", null), (InferenceTensors.IsAnomaly, "BOOL", null)]);
        });
    }

    public static InferenceAnswer Infer(ModelShelf shelf, string? version, ReadOnlyMemory<byte> body)
    {
        var model = Found(shelf, version) ?? throw InferenceException.NotReady(shelf);
        var request = InferenceRequest.Read(body);
        var scores = new double[request.Count];
        model.Forest.Score(request.Rows, scores);
        return InferenceAnswer.Of(output =>
        {
            output.WriteString("model_name", shelf.Name);
            output.WriteString("model_version", model.Version);
            if (request.Id is { } id) output.WriteString("id", id);
            output.WriteStartArray("outputs");
            foreach (var name in request.Outputs) InferenceTensors.Write(output, name, scores, model.Forest.Threshold);
            output.WriteEndArray();
        });
    }

    /// <summary>The version that is asked for; null while there is none at all.</summary>
    private static ServedModel? Found(ModelShelf shelf, string? version) => !shelf.IsReady ? null : shelf.Find(version)
        ?? throw InferenceException.Unknown($"Model '{shelf.Name}' has no version '{version}'; there is {string.Join(", ", shelf.Versions.Select(model => model.Version))}.");

    private static void WriteTensors(Utf8JsonWriter output, string member, IReadOnlyList<(string Name, string Type, int? Width)> tensors)
    {
        output.WriteStartArray(member);
        foreach (var (name, type, width) in tensors)
        {
            output.WriteStartObject();
            output.WriteString("name", name);
            output.WriteString("datatype", type);
            output.WriteStartArray("shape");
            output.WriteNumberValue(-1);
            if (width is { } columns) output.WriteNumberValue(columns);
            output.WriteEndArray();
            output.WriteEndObject();
        }

        output.WriteEndArray();
    }
}
