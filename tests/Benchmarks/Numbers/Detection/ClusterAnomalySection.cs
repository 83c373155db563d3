using Autocura.Benchmarks.Harness;

namespace Autocura.Benchmarks.Numbers.Detection;

/// <summary>The detectors on metrics as a cluster has them, by the same rule.</summary>
internal sealed class ClusterAnomalySection : INumbersSection
{
    public string Name => "anomaly_k8s";

    public string Question => "how well do the detectors do on metrics as clusters have them?";

    public string Folder => "anomaly_k8s";

    public void Write(Report report, string? data) => DetectionTable.Write(report, data is null ? MadeSeries.Some(8) : LabelledSeries.ReadAll(data));
}
