using Autocura.Diagnosis;

namespace Autocura.Planning.Foresight;

/// <summary>
/// What a simulation needs to know of a workload, all of it read from evidence: how many pods serve, how long its own pods take to become ready, how its strategy
/// replaces them, and how much its users lose now.
/// </summary>
internal sealed record WorkloadModel
{
    // Where no pod of its own tells: what an ordinary service takes, and how far that is from sure.
    private const double UsualStart = 15;
    private const double UsualSpread = 0.6;
    private const double LeastSpread = 0.1;
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(10);

    // An alert is something, also where no request was counted.
    private const double LostByAnAlert = 0.1;

    public required int Replicas { get; init; }

    public required int Ready { get; init; }

    /// <summary>Median of the time from a pod's creation until it is ready, in seconds.</summary>
    public double StartMedian { get; init; } = UsualStart;

    /// <summary>Standard deviation of the logarithm of that time.</summary>
    public double StartSpread { get; init; } = UsualSpread;

    public int Surge { get; init; }

    public int Unavailable { get; init; }

    /// <summary>Share of the users' requests that is lost while nothing is done, 0 to 1.</summary>
    public required double Losing { get; init; }

    public static WorkloadModel Of(Evidence evidence)
    {
        var state = evidence.State;
        var replicas = state?.Replicas ?? 0;
        var starts = evidence.Pods
            .Where(pod => pod.ReadySince is { } ready && ready > pod.CreatedAt && ready - pod.CreatedAt < LongestStart)
            .Select(pod => Math.Log((pod.ReadySince!.Value - pod.CreatedAt).TotalSeconds))
            .Order()
            .ToList();
        var rollout = state?.Rollout ?? new RolloutView(0, 1);
        var model = new WorkloadModel
        {
            Replicas = replicas,
            Ready = state?.ReadyReplicas ?? 0,
            // Pods that find no place now would not find one as surplus either.
            Surge = evidence.Pods.Any(pod => pod.Unschedulable is not null) ? 0 : rollout.Surge,
            Unavailable = rollout.Unavailable,
            Losing = Lost(evidence, replicas),
        };
        return starts.Count == 0 ? model : model with
        {
            StartMedian = Math.Exp(starts[starts.Count / 2]),
            StartSpread = starts.Count < 3 ? UsualSpread : Math.Max(LeastSpread, Deviation(starts)),
        };
    }

    private static double Lost(Evidence evidence, int replicas)
    {
        var unready = replicas == 0 ? 1 : 1 - Math.Min(1, (evidence.State?.ReadyReplicas ?? 0) / (double)replicas);
        return Math.Clamp(Math.Max(evidence.ErrorRatio ?? 0, Math.Max(unready, LostByAnAlert)), 0, 1);
    }

    private static double Deviation(List<double> values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
    }
}
