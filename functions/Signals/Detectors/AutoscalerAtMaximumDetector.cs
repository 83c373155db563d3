namespace Autocura.Signals.Detectors;

/// <summary>An autoscaler would run more pods than it may, and has for a while.</summary>
internal sealed class AutoscalerAtMaximumDetector : ISweepDetector
{
    public Observation Observation => Observation.AutoscalerAtMaximum;

    public SceneParts Needs => SceneParts.Autoscalers;

    public IEnumerable<Finding> Detect(SweepScene scene) =>
        from scaler in scene.Autoscalers
        let limited = scaler.Condition("ScalingLimited")
        where limited is { IsTrue: true, Reason: "TooManyReplicas" } && scaler.Current >= scaler.Maximum
        select new Finding(Observation, scaler.Target)
        {
            About = scaler.Name,
            Since = limited.Since,
            Grace = scene.Terms.AutoscalerGrace,
            Detail = $"autoscaler {scaler.Name} is at its maximum of {scaler.Maximum} and would run more",
        };
}
