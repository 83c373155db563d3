namespace Autocura.Signals.Detectors;

/// <summary>A Job has given up. It belongs to no workload that can be healed, so it is kept for a person to see.</summary>
internal sealed class JobFailedDetector : ISweepDetector
{
    private static readonly TimeSpan News = TimeSpan.FromHours(1);

    public Observation Observation => Observation.JobFailed;

    public SceneParts Needs => SceneParts.Jobs;

    public IEnumerable<Finding> Detect(SweepScene scene) =>
        from job in scene.Jobs
        where scene.Now - job.FailedAt <= News
        select new Finding(Observation, new Subject("Job", scene.Namespace, job.Name)) { Since = job.FailedAt, Detail = PodSymptoms.Cut(job.Reason) };
}
