namespace Autocura.Metrics.Training;

/// <summary>
/// The settings under <c>Metrics:Detector:</c>: a server that judges rows of metrics in the place of this system's own models, such as an InferenceService of KServe. None by default.
/// </summary>
public sealed class DetectorOptions
{
    /// <summary>Base address of the server, before <c>/v2</c>.</summary>
    public Uri? Url { get; set; }

    /// <summary>The model that is asked.</summary>
    public string Model { get; set; } = "anomaly-detector";

    /// <summary><c>v2</c>, the Open Inference Protocol, or <c>v1</c>, KServe's first.</summary>
    public string Protocol { get; set; } = "v2";

    /// <summary>How long it may take; then this system's own models judge.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The score above which a row is anomalous, where the server says scores and no verdicts.</summary>
    public double Threshold { get; set; } = 0.6;

    /// <summary>Sent as <c>Authorization: Bearer</c>.</summary>
    public string? BearerToken { get; set; }

    internal IEnumerable<string> Problems()
    {
        if (Url is { IsAbsoluteUri: false } or { Scheme: not ("http" or "https") }) yield return $"Metrics:Detector:Url is '{Url}': use an absolute address such as http://anomaly-detector.ml.svc.";
        if (Protocol is not ("v1" or "v2")) yield return $"Metrics:Detector:Protocol is '{Protocol}': use v1 or v2.";
        if (string.IsNullOrWhiteSpace(Model)) yield return "Metrics:Detector:Model is empty: name the model that is asked.";
        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromMinutes(1)) yield return $"Metrics:Detector:Timeout is {Timeout}: use more than zero and at most 00:01:00.";
    }
}
