using Autocura.Diagnosis.Measurements;
using Autocura.Diagnosis.Neighbours;
using Autocura.Diagnosis.Surroundings;

namespace Autocura.Diagnosis;

/// <summary>The objects around a workload, and what of them could not be read.</summary>
public sealed record SurroundingsReading(SurroundingsView View, IReadOnlyList<string> Gaps);

/// <summary>What a workload calls and what calls it, and what of that could not be read.</summary>
public sealed record NeighboursReading(IReadOnlyList<NeighbourView> Neighbours, IReadOnlyList<string> Gaps);

/// <summary>What the numbers say; null when no metrics source is configured.</summary>
public sealed record MeasurementsReading(MeasurementsView? View, IReadOnlyList<string> Gaps);

/// <summary>Puts the parts together.</summary>
public static class EvidenceParts
{
    /// <summary>The evidence with its other parts.</summary>
    public static Evidence With(this Evidence evidence, SurroundingsReading around, NeighboursReading neighbours, MeasurementsReading measurements) => evidence with
    {
        Surroundings = around.View,
        Neighbours = neighbours.Neighbours,
        Measurements = measurements.View,
        Gaps = [.. evidence.Gaps, .. around.Gaps, .. neighbours.Gaps, .. measurements.Gaps],
    };
}
