using System.Globalization;
using System.Text.Json.Serialization;

namespace Autocura.Policies;

/// <summary>A number that must compare with a threshold for a while. It is asked of the metrics source, or of the resource metrics API.</summary>
/// <param name="Metric">The name of a metric, scoped to the workload, or a PromQL expression that yields one number; with <see cref="Resource"/>, what that reads.</param>
/// <param name="Comparison">How the number must compare for the criterion to hold.</param>
/// <param name="Threshold">In the unit of the metric; of a utilization, in percent.</param>
/// <param name="Duration">How long it must hold without interruption.</param>
public sealed record SuccessCriterion(string Metric, Comparison Comparison, double Threshold, TimeSpan Duration)
{
    /// <summary>Set for what the pods use.</summary>
    public ResourceMetric? Resource { get; init; }

    /// <summary>How the values of several series make one.</summary>
    public Aggregation Aggregation { get; init; }

    /// <summary>True when it holds where the comparison does not.</summary>
    public bool IsInverted { get; init; }

    public bool Holds(double value) => Comparison.Holds(value, Threshold) != IsInverted;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Metric} {Comparison.Sign(IsInverted)} {Threshold:0.####}");
}

/// <summary>A resource of the pods as the resource metrics API reports it.</summary>
/// <param name="Name">cpu or memory.</param>
/// <param name="IsUtilization">True: in percent of what the pods request. False: the average over the pods, in cores or bytes.</param>
public sealed record ResourceMetric(string Name, bool IsUtilization);

[JsonConverter(typeof(JsonStringEnumConverter<Aggregation>))]
public enum Aggregation
{
    Average,
    Sum,
    Maximum,
    Minimum,
}

[JsonConverter(typeof(JsonStringEnumConverter<Comparison>))]
public enum Comparison
{
    GreaterThan,
    LessThan,
    Equal,
}

/// <summary>Comparing numbers that were measured.</summary>
public static class Comparisons
{
    // What two computations of the same number may differ by.
    private const double Relative = 1e-9;

    public static bool Holds(this Comparison comparison, double value, double threshold) => comparison switch
    {
        Comparison.GreaterThan => value > threshold,
        Comparison.LessThan => value < threshold,
        _ => Math.Abs(value - threshold) <= Relative * Math.Max(1, Math.Abs(threshold)),
    };

    public static string Sign(this Comparison comparison, bool isInverted = false) => (comparison, isInverted) switch
    {
        (Comparison.GreaterThan, false) => ">",
        (Comparison.GreaterThan, true) => "<=",
        (Comparison.LessThan, false) => "<",
        (Comparison.LessThan, true) => ">=",
        (_, false) => "=",
        _ => "!=",
    };

    public static double? Of(this Aggregation aggregation, IReadOnlyCollection<double> values) => values.Count == 0 ? null : aggregation switch
    {
        Aggregation.Sum => values.Sum(),
        Aggregation.Maximum => values.Max(),
        Aggregation.Minimum => values.Min(),
        _ => values.Average(),
    };
}
