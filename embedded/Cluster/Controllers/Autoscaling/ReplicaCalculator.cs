using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers.Autoscaling;

/// <summary>
/// The arithmetic of the autoscaler: replicas = ceil(replicas that count * value / target), left alone within a tenth of the target. Pods without a
/// measurement are taken to be idle when it grows and busy when it shrinks, so that a gap never makes the change greater.
/// </summary>
internal static class ReplicaCalculator
{
    private const double Tolerance = 0.1;

    /// <summary>By use in percent of what pods request.</summary>
    public static (int Replicas, int Utilization, double Average) ByUtilization(int current, PodSamples samples, Func<JsonObject, double> request, int target)
    {
        int Percent(IReadOnlyDictionary<JsonObject, double> values) => (int)(values.Values.Sum() * 100 / values.Keys.Sum(request));
        var utilization = Percent(samples.Ready);
        var replicas = Replicas(current, samples, new Rule(
            values => Percent(values) / (double)target,
            pod => request(pod) * Math.Max(100, target) / 100));
        return (replicas, utilization, samples.Ready.Values.Average());
    }

    /// <summary>By a value for each pod.</summary>
    public static (int Replicas, double Average) ByAverage(int current, PodSamples samples, double target) => (
        Replicas(current, samples, new Rule(values => values.Values.Average() / target, _ => target)),
        samples.Ready.Values.Average());

    /// <summary>By one value for all of them.</summary>
    public static int ByValue(int current, int ready, double value, double target)
    {
        var ratio = value / target;
        return current == 0 ? (int)Math.Ceiling(ratio) : IsNear(ratio) ? current : (int)Math.Ceiling(ratio * ready);
    }

    /// <summary>By one value that is shared among the pods.</summary>
    public static int ByShare(int current, double value, double target) =>
        current > 0 && IsNear(value / (target * current)) ? current : (int)Math.Ceiling(value / target);

    private static int Replicas(int current, PodSamples samples, Rule rule)
    {
        var ratio = rule.Ratio(samples.Ready);
        var growsWithUnready = samples.Unready.Count > 0 && ratio > 1;
        if (!growsWithUnready && samples.Missing.Count == 0)
        {
            return IsNear(ratio) ? current : (int)Math.Ceiling(ratio * samples.Ready.Count);
        }

        var all = new Dictionary<JsonObject, double>(samples.Ready, ReferenceEqualityComparer.Instance);
        samples.Missing.ForEach(pod => all[pod] = ratio < 1 ? rule.Busy(pod) : 0);
        if (growsWithUnready)
        {
            samples.Unready.ForEach(pod => all[pod] = 0);
        }

        var careful = rule.Ratio(all);
        if (IsNear(careful) || (ratio < 1 && careful > 1) || (ratio > 1 && careful < 1))
        {
            return current;
        }

        var replicas = (int)Math.Ceiling(careful * all.Count);
        return (careful < 1 && replicas > current) || (careful > 1 && replicas < current) ? current : replicas;
    }

    private static bool IsNear(double ratio) => Math.Abs(1 - ratio) <= Tolerance;

    /// <summary>How full the pods are together, and what a pod uses that is as busy as it can be taken to be.</summary>
    private sealed record Rule(Func<IReadOnlyDictionary<JsonObject, double>, double> Ratio, Func<JsonObject, double> Busy);
}
