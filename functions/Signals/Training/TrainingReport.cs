namespace Autocura.Signals.Training;

/// <summary>What one round of training came to.</summary>
/// <param name="Trained">Series that have a new model.</param>
/// <param name="Warming">Series whose history is still too short.</param>
/// <param name="Drifted">Series that are not any more what their models knew, at most 20.</param>
/// <param name="Gaps">What could not be read, kept or written.</param>
public sealed record TrainingReport(int Trained, int Warming, IReadOnlyList<string> Drifted, IReadOnlyList<string> Gaps);

/// <summary>One round of training, for the services of one cluster.</summary>
public sealed record TrainingRequest(string Cluster);
