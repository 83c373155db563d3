using Autocura.Diagnosis;

namespace Autocura.Verification.Criteria;

/// <summary>
/// No container ended within the window, and within a minute at least. A crash loop looks well between two crashes, each time for longer than the one
/// before: readiness alone is not recovery.
/// </summary>
internal sealed class RestartsCriterion : IRecoveryCriterion
{
    private static readonly TimeSpan ShortestWindow = TimeSpan.FromMinutes(1);

    public string Name => "restarts";

    public Measurement Measure(RecoveryObservation seen, MeasureRequest request)
    {
        if (seen.GapOf(EvidencePart.Pods) is { } gap)
        {
            return new Measurement(Name, MeasurementResult.Unmeasurable, gap);
        }

        var window = request.Window > ShortestWindow ? request.Window : ShortestWindow;
        var ended = seen.Pods
            .SelectMany(pod => pod.Containers, (pod, container) => (Pod: pod, Container: container))
            .Where(pair => pair.Container.LastEndAt > seen.At - window)
            .ToList();
        return ended.Count == 0
            ? new Measurement(Name, MeasurementResult.Good, $"no container ended in the last {window.TotalSeconds:0} s", 0, 0)
            : new Measurement(Name, MeasurementResult.Bad, $"{ended[0].Container.Name} of {ended[0].Pod.Name} ended ({ended[0].Container.LastEnd})", ended.Count, 0);
    }
}
