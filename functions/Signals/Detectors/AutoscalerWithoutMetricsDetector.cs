namespace Autocura.Signals.Detectors;

/// <summary>An autoscaler cannot see what it scales by, so it scales by nothing. One that is switched off (zero replicas) is meant to be blind.</summary>
internal sealed class AutoscalerWithoutMetricsDetector : ISweepDetector
{
    public Observation Observation => Observation.AutoscalerWithoutMetrics;

    public SceneParts Needs => SceneParts.Autoscalers;

    public IEnumerable<Finding> Detect(SweepScene scene) =>
        from scaler in scene.Autoscalers
        let blind = scaler.Condition("ScalingActive") ?? scaler.Condition("AbleToScale")
        where blind is { IsTrue: false, Reason: not "ScalingDisabled" }
        select new Finding(Observation, scaler.Target)
        {
            About = scaler.Name,
            Since = blind.Since,
            Grace = scene.Terms.AutoscalerGrace,
            Detail = PodSymptoms.Cut($"autoscaler {scaler.Name}: {blind.Reason} {blind.Message}"),
        };
}
