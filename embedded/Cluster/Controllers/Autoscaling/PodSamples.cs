using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers.Autoscaling;

/// <summary>
/// The pods of a target with what was measured of them, sorted as the autoscaler counts them: those that are ready, those that are not yet (their use says
/// nothing), those without a measurement, and those that are not counted.
/// </summary>
internal sealed class PodSamples
{
    private static readonly TimeSpan CpuInitialization = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan InitialReadiness = TimeSpan.FromSeconds(30);

    /// <summary><paramref name="measure"/> tells when a pod was measured (the start of its window) and what came out.</summary>
    public PodSamples(IReadOnlyList<JsonObject> pods, bool isCpu, Func<JsonObject, (DateTimeOffset From, double Value)?> measure, DateTimeOffset now)
    {
        foreach (var pod in pods.Where(pod => !pod.IsDeleting() && pod.Text("status", "phase") != "Failed"))
        {
            if (pod.Text("status", "phase") == "Pending")
            {
                Unready.Add(pod);
            }
            else if (measure(pod) is not { } sample)
            {
                Missing.Add(pod);
            }
            else if (isCpu && IsUnready(pod, sample.From, now))
            {
                Unready.Add(pod);
            }
            else
            {
                Ready[pod] = sample.Value;
            }
        }
    }

    public Dictionary<JsonObject, double> Ready { get; } = new(ReferenceEqualityComparer.Instance);

    public List<JsonObject> Unready { get; } = [];

    public List<JsonObject> Missing { get; } = [];

    /// <summary>A pod that starts burns cores: it counts only once it is ready and was measured since.</summary>
    private static bool IsUnready(JsonObject pod, DateTimeOffset measuredFrom, DateTimeOffset now)
    {
        if (pod.Condition("Ready") is not { } ready || pod.Time("status", "startTime") is not { } started)
        {
            return true;
        }

        var (isReady, since) = (ready.Text("status") == "True", ready.Time("lastTransitionTime") ?? started);
        return started + CpuInitialization > now ? !isReady || measuredFrom < since : !isReady && started + InitialReadiness > since;
    }
}
