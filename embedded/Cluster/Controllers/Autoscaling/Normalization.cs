using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers.Autoscaling;

/// <summary>Why a number of replicas is what it is, as a condition tells it.</summary>
internal readonly record struct Told(bool Holds, string Reason, string Message);

/// <summary>
/// What becomes of the replicas that the metrics ask for: held back by recent recommendations, then bounded by the rates and by the least and the most. The
/// conditions that tell so are AbleToScale and ScalingLimited.
/// </summary>
internal sealed class Normalization(JsonObject autoscaler, ScalingMemory memory, DateTimeOffset now)
{
    private const int FastestFactor = 2;
    private const int FastestLeast = 4;
    private readonly int min = autoscaler.Whole("spec", "minReplicas") ?? 1;
    private readonly int max = autoscaler.Count("spec", "maxReplicas");

    public Told AbleToScale { get; private set; }

    public Told ScalingLimited { get; private set; }

    public int Normalize(int current, int desired)
    {
        var hasRules = autoscaler.At("spec", "behavior") is not null;
        var stabilized = hasRules ? Stabilize(current, desired) : memory.Highest(desired, ScalingRules.DownWindow, now);
        memory.Recommend(desired, now);
        AbleToScale = stabilized == desired ? new(true, "ReadyForNewScale", "recommended size matches current size")
            : hasRules && desired >= current ? new(true, "ScaleUpStabilized", "recent recommendations were lower than current one, applying the lowest recent recommendation")
            : new(true, "ScaleDownStabilized", "recent recommendations were higher than current one, applying the highest recent recommendation");
        var (replicas, reason, message) = hasRules ? LimitByRules(current, stabilized) : Limit(current, stabilized);
        ScalingLimited = new(replicas != stabilized, reason, message);
        return replicas;
    }

    private int Stabilize(int current, int desired)
    {
        var up = memory.Lowest(desired, ScalingRules.Up(autoscaler).Window, now);
        var down = memory.Highest(desired, ScalingRules.Down(autoscaler).Window, now);
        return Math.Min(Math.Max(current, up), down);
    }

    private (int Replicas, string Reason, string Message) Limit(int current, int desired)
    {
        if (desired < min)
        {
            return (min, "TooFewReplicas", "the desired replica count is less than the minimum replica count");
        }

        var fastest = Math.Max(FastestFactor * current, FastestLeast);
        return Bound(desired, fastest);
    }

    private (int Replicas, string Reason, string Message) Bound(int desired, int fastest)
    {
        if (desired > Math.Min(max, fastest))
        {
            return max > fastest
                ? (fastest, "ScaleUpLimit", "the desired replica count is increasing faster than the maximum scale rate")
                : (max, "TooManyReplicas", "the desired replica count is more than the maximum replica count");
        }

        return (desired, "DesiredWithinRange", "the desired count is within the acceptable range");
    }

    private (int Replicas, string Reason, string Message) LimitByRules(int current, int desired)
    {
        int At(TimeSpan period) => memory.At(current, period, now);
        if (desired >= current)
        {
            return Bound(desired, ScalingRules.Up(autoscaler).UpLimit(current, At));
        }

        var slowest = ScalingRules.Down(autoscaler).DownLimit(current, At);
        if (desired >= Math.Max(min, slowest))
        {
            return (desired, "DesiredWithinRange", "the desired count is within the acceptable range");
        }

        return min < slowest
            ? (slowest, "ScaleDownLimit", "the desired replica count is decreasing faster than the maximum scale rate")
            : (min, "TooFewReplicas", "the desired replica count is less than the minimum replica count");
    }
}
