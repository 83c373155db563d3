using Autocura.Signals.Forests;

namespace Autocura.Signals.Inference;

/// <summary>What is served under one name: the versions that are kept, oldest first.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Versions">None while it warms up.</param>
/// <param name="Warming">Why there is none yet, and what it waits for.</param>
public sealed record ModelShelf(string Name, IReadOnlyList<ServedModel> Versions, string Warming)
{
    /// <summary>The name under which this system serves its own.</summary>
    public const string AnomalyDetector = "anomaly-detector";

    public bool IsReady => Versions.Count > 0;

    /// <summary>A version by its name; without one the newest. Null when it is not kept, or there is none at all.</summary>
    public ServedModel? Find(string? version) => !IsReady ? null : string.IsNullOrEmpty(version) ? Versions[^1] : Versions.FirstOrDefault(model => model.Version == version);
}

/// <summary>One version of a model.</summary>
public sealed record ServedModel(string Version, DateTimeOffset TrainedAt, IsolationForest Forest);
