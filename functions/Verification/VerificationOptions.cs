using Autocura.Incidents;

namespace Autocura.Verification;

/// <summary>
/// Settings under <c>Autocura:Verification:</c>, by the names that an analysis of Argo Rollouts has for them. Each may be left out: then only
/// <c>Autocura:RecoverWithin</c> ends a verification that does not succeed.
/// </summary>
public sealed record VerificationOptions
{
    /// <summary>Bad measurements, after the settle time of the action, that are borne.</summary>
    public int? FailureLimit { get; init; }

    /// <summary>Measurements that told too little that are borne.</summary>
    public int? InconclusiveLimit { get; init; }

    /// <summary>Failed measurements in a row that are borne.</summary>
    public int? ConsecutiveErrorLimit { get; init; }

    /// <summary>Every setting that is wrong: which, and what it may be.</summary>
    public IEnumerable<string> Problems() =>
        from limit in new (string Name, int? Value)[] { (nameof(FailureLimit), FailureLimit), (nameof(InconclusiveLimit), InconclusiveLimit), (nameof(ConsecutiveErrorLimit), ConsecutiveErrorLimit) }
        where limit.Value < 0
        select $"Autocura:Verification:{limit.Name} is {limit.Value}; it may be 0 or more, or left out for no limit.";

    public MeasurementLimits ToLimits() => new() { Failure = FailureLimit, Inconclusive = InconclusiveLimit, ConsecutiveError = ConsecutiveErrorLimit };
}
