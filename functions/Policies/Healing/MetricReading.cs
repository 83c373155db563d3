using System.Globalization;

namespace Autocura.Policies.Healing;

/// <summary>One metric of a policy as it was measured.</summary>
/// <param name="Limit">What it is held against: the criterion holds when the metric calls for healing.</param>
/// <param name="Value">In the unit of the limit; null when it could not be measured.</param>
/// <param name="Reason">Why it could not be.</param>
public sealed record MetricReading(string Name, SuccessCriterion Limit, double? Value, string Reason = "")
{
    public bool IsBreached => Value is { } value && Limit.Holds(value);

    /// <summary>By how much it is over: value over limit, where more means trouble; null where that says nothing.</summary>
    public double? Excess => Value is { } value && Limit is { Comparison: Comparison.GreaterThan, Threshold: > 0 } ? value / Limit.Threshold : null;

    /// <summary>"cpu at 93 %, above 80 %".</summary>
    public string Told => Value is not { } value ? $"{Name} could not be measured: {Reason}" : string.Create(
        CultureInfo.InvariantCulture, $"{Name} at {value:0.####}{Unit}, {Word} {Limit.Threshold:0.####}{Unit}");

    private string Unit => Limit.Resource switch
    {
        { IsUtilization: true } => " %",
        { Name: "cpu" } => " cores",
        { Name: "memory" } => " bytes",
        _ => "",
    };

    private string Word => Limit.Comparison switch
    {
        Comparison.GreaterThan => IsBreached ? "above" : "not above",
        Comparison.LessThan => IsBreached ? "below" : "not below",
        _ => IsBreached ? "equal to" : "not",
    };
}
