namespace Autocura.Signals;

/// <summary>
/// Sees one kind of trouble in what was looked at of one namespace. Pure: the same scene gives the same findings, and what must be remembered between
/// sweeps is handed in with the scene.
/// </summary>
public interface ISweepDetector
{
    /// <summary>What it can find.</summary>
    Observation Observation { get; }

    /// <summary>What it must have seen to say anything, that something is gone too.</summary>
    SceneParts Needs { get; }

    /// <summary>What holds now, in or out of its grace.</summary>
    IEnumerable<Finding> Detect(SweepScene scene);
}
