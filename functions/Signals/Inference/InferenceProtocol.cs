namespace Autocura.Signals.Inference;

/// <summary>
/// The Open Inference Protocol (version 2) and KServe's version 1 over one model: which answer belongs to which method and path. Pure: the shelf is what can be served at
/// that moment. Every refusal has the form <c>{"error": "..."}</c>.
/// </summary>
/// <param name="shelf">The model.</param>
public sealed class InferenceProtocol(ModelShelf shelf)
{
    /// <summary>The answer to a request.</summary>
    /// <param name="method">Of HTTP.</param>
    /// <param name="path">From the version of the protocol on, such as <c>v2/models/anomaly-detector/infer</c>.</param>
    /// <param name="body">JSON, or nothing.</param>
    public InferenceAnswer Answer(string method, string path, ReadOnlyMemory<byte> body)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            return path.Trim('/').Split('/') switch
            {
                ["v2", .. var rest] => Version2(method, rest, body),
                ["v1", .. var rest] => Version1(method, rest, body),
                _ => throw Nothing(path),
            };
        }
        catch (InferenceException refused)
        {
            return InferenceAnswer.Error(refused.Status, refused.Message);
        }
    }

    private InferenceAnswer Version2(string method, string[] path, ReadOnlyMemory<byte> body) => path switch
    {
        [] => Get(method, OpenInference.Server),
        ["health", "live"] => Get(method, OpenInference.Live),
        ["health", "ready"] => Get(method, () => OpenInference.Ready(shelf.IsReady)),
        ["models", var model] => Get(method, () => OpenInference.Metadata(Shelf(model), null)),
        ["models", var model, "versions", var version] => Get(method, () => OpenInference.Metadata(Shelf(model), version)),
        ["models", var model, "ready"] => Get(method, () => OpenInference.ModelReady(Shelf(model), null)),
        ["models", var model, "versions", var version, "ready"] => Get(method, () => OpenInference.ModelReady(Shelf(model), version)),
        ["models", var model, "infer"] => Post(method, () => OpenInference.Infer(Shelf(model), null, body)),
        ["models", var model, "versions", var version, "infer"] => Post(method, () => OpenInference.Infer(Shelf(model), version, body)),
        _ => throw Nothing($"v2/{string.Join('/', path)}"),
    };

    private InferenceAnswer Version1(string method, string[] path, ReadOnlyMemory<byte> body) => path switch
    {
        ["models"] => Get(method, () => KServePrediction.List(shelf)),
        ["models", var call] when call.EndsWith(":predict", StringComparison.Ordinal) => Post(method, () => KServePrediction.Predict(Shelf(call[..^":predict".Length]), body)),
        ["models", var call] when call.EndsWith(":explain", StringComparison.Ordinal) => Post(method, () => KServePrediction.Explain(Shelf(call[..^":explain".Length]), body)),
        ["models", var model] => Get(method, () => KServePrediction.Status(Shelf(model))),
        _ => throw Nothing($"v1/{string.Join('/', path)}"),
    };

    private ModelShelf Shelf(string model) => model == shelf.Name ? shelf : throw InferenceException.Unknown($"There is no model '{model}'; there is '{shelf.Name}'.");

    private static InferenceAnswer Get(string method, Func<InferenceAnswer> answer) => Asked(method, "GET", answer);

    private static InferenceAnswer Post(string method, Func<InferenceAnswer> answer) => Asked(method, "POST", answer);

    private static InferenceAnswer Asked(string method, string expected, Func<InferenceAnswer> answer) =>
        method == expected ? answer() : throw new InferenceException(405, $"This is asked with {expected}, not with {method}.");

    private static InferenceException Nothing(string path) => InferenceException.Unknown($"The protocol has no '{path}'.");
}
