using System.Text.Json;

namespace Autocura.Signals.Inference;

/// <summary>A request for inference: the rows of its one input, and which outputs are wanted.</summary>
public sealed record InferenceRequest
{
    private static readonly string[] Types = ["FP32", "FP64"];

    /// <summary>Given back as it came; null when there was none.</summary>
    public string? Id { get; private init; }

    public double[] Rows { get; private init; } = [];

    public int Count { get; private init; }

    /// <summary>In the order in which they are wanted; all when nothing was said.</summary>
    public IReadOnlyList<string> Outputs { get; private init; } = InferenceTensors.Outputs;

    /// <summary>Reads a request.</summary>
    /// <exception cref="InferenceException">It is not what the protocol has, or not what this model takes.</exception>
    public static InferenceRequest Read(ReadOnlyMemory<byte> body)
    {
        using var document = InferenceJson.Parse(body);
        var request = document.RootElement;
        CheckParameters(request, "");
        var inputs = InferenceJson.Array(request, "inputs", "");
        var names = inputs.EnumerateArray().Select((input, index) => InferenceJson.Text(input, "name", $"inputs[{index}].")).ToList();
        if (names is not [InferenceTensors.Input]) throw InferenceException.Malformed($"The model takes one input, '{InferenceTensors.Input}', and not {(names.Count == 0 ? "none" : string.Join(", ", names.Select(name => $"'{name}'")))}.");
        var (rows, count) = ReadInput(inputs[0]);
        return new InferenceRequest { Id = ReadId(request), Rows = rows, Count = count, Outputs = ReadOutputs(request) };
    }

    private static (double[] Rows, int Count) ReadInput(JsonElement input)
    {
        const string At = "inputs[0].";
        CheckParameters(input, At);
        var type = InferenceJson.Text(input, "datatype", At);
        if (!Types.Contains(type)) throw InferenceException.Malformed($"{At}datatype is '{type}'; the model takes {string.Join(" or ", Types)}.");
        var shape = InferenceJson.Array(input, "shape", At).EnumerateArray().Select(dimension => dimension.ValueKind == JsonValueKind.Number && dimension.TryGetUInt32(out var size) ? (long)size : -1).ToList();
        if (shape is not [>= 0, InferenceTensors.Features]) throw InferenceException.Malformed($"{At}shape is {InferenceJson.Shown(input.GetProperty("shape"))}; the model takes [n, {InferenceTensors.Features}].");
        return (InferenceJson.Numbers(InferenceJson.Array(input, "data", At), shape[0], InferenceTensors.Features, type == "FP32"), (int)shape[0]);
    }

    private static IReadOnlyList<string> ReadOutputs(JsonElement request)
    {
        if (!request.TryGetProperty("outputs", out var wanted)) return InferenceTensors.Outputs;
        if (wanted.ValueKind != JsonValueKind.Array) throw InferenceException.Malformed("outputs is no array.");
        var names = wanted.EnumerateArray().Select((output, index) => InferenceJson.Text(output, "name", $"outputs[{index}].")).ToList();
        if (names.FirstOrDefault(name => !InferenceTensors.Outputs.Contains(name)) is { } unknown) throw InferenceException.Malformed($"The model has no output '{unknown}'; it has {string.Join(" and ", InferenceTensors.Outputs)}.");
        return names.Distinct().ToList() is { Count: > 0 } some ? some : InferenceTensors.Outputs;
    }

    private static string? ReadId(JsonElement request) => !request.TryGetProperty("id", out var id) ? null
        : id.ValueKind == JsonValueKind.String ? id.GetString() : throw InferenceException.Malformed("id is no string.");

    /// <summary>None has a meaning here; what stands there must be what the protocol has all the same.</summary>
    private static void CheckParameters(JsonElement of, string at)
    {
        if (!of.TryGetProperty("parameters", out var parameters)) return;
        if (parameters.ValueKind != JsonValueKind.Object) throw InferenceException.Malformed($"{at}parameters is no object.");
        foreach (var parameter in parameters.EnumerateObject().Where(parameter => parameter.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null))
        {
            throw InferenceException.Malformed($"{at}parameters.{parameter.Name} is no string, number or boolean.");
        }
    }
}
