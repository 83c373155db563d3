namespace Autocura.KnownGood.Capture;

/// <summary>What one run found and did in one cluster.</summary>
/// <param name="Cluster">Its name.</param>
/// <param name="Namespaces">The namespaces that hold workloads and are looked after.</param>
/// <param name="Objects">Objects that were compared with what is known of them.</param>
/// <param name="Written">Writes of versions, and of what became of them; not those of how namespaces fare.</param>
/// <param name="Deleted">Versions that were forgotten.</param>
/// <param name="Waiting">Objects that changed too short a time ago.</param>
/// <param name="Problems">What could not be done, and why; bounded.</param>
public sealed record CaptureReport(string Cluster, IReadOnlyList<CapturedNamespace> Namespaces, int Objects, int Written, int Deleted, int Waiting, IReadOnlyList<string> Problems);

/// <summary>How a namespace fares. Null: not measured. <paramref name="IsSettled"/>: healthy for long enough to be captured.</summary>
public sealed record CapturedNamespace(string Name, bool? IsHealthy, bool IsSettled, string Reason);
