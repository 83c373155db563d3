using Autocura.Benchmarks.Harness;

namespace Autocura.Benchmarks.Numbers.Detection;

/// <summary>The detectors on the Numenta Anomaly Benchmark, by its rule.</summary>
internal sealed class NabSection : INumbersSection
{
    public string Name => "nab";

    public string Question => "how well do the detectors do on the Numenta Anomaly Benchmark, row by row and without a look ahead?";

    public string Folder => "nab";

    public void Write(Report report, string? data) => DetectionTable.Write(report, data is null ? MadeSeries.Some(8) : LabelledSeries.ReadAll(data));
}
