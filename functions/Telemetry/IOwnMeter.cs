namespace Autocura.Telemetry;

/// <summary>A part of what this system measures of itself, added up from the start of its host on.</summary>
public interface IOwnMeter
{
    /// <summary>Every instrument that has measured something.</summary>
    IReadOnlyList<MetricFamily> Read();
}
