namespace Autocura.Verification;

/// <summary>One thing that must be good before a workload counts as recovered. Pure: it judges what was observed and asks nobody.</summary>
public interface IRecoveryCriterion
{
    /// <summary>Short and lower case: it stands in every measurement.</summary>
    string Name { get; }

    Measurement Measure(RecoveryObservation seen, MeasureRequest request);
}
