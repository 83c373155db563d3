namespace Autocura.Signals.Scanning;

/// <summary>
/// A service that stands so far from what is usual that its past is worth asking for. That is the first, cheap look: practical size only, on two moments. Whether
/// it is out of the ordinary for this service is for <see cref="Deviation"/> to say, on its series.
/// </summary>
public sealed record Suspicion(Observation Observation, ServiceName Service)
{
    private const string OfService = "Service";
    private const string OfConsumer = "Workload";

    private static readonly Observation[] OfTraffic = [Observation.ErrorsRising, Observation.LatencyRising, Observation.TrafficLost, Observation.TrafficSurge, Observation.BacklogRising];

    public Subject Subject => new(Observation == Observation.BacklogRising ? OfConsumer : OfService, Service.Namespace, Service.Service);

    /// <summary>The suspicion that a standing condition began as; null for a condition of another kind.</summary>
    public static Suspicion? Of(StandingCondition condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return condition.Subject.Kind is OfService or OfConsumer ? new Suspicion(condition.Observation, new ServiceName(condition.Subject.Namespace, condition.Subject.Name)) : null;
    }

    /// <summary>What is suspicious about a service now.</summary>
    public static IEnumerable<Suspicion> Of(ServiceNow service, ScanOptions options)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(options);
        return OfTraffic.Where(observation => IsFar(observation, service.Now, service.Usual, options)).Select(observation => new Suspicion(observation, service.Name));
    }

    /// <summary>Whether the difference is large enough to matter to anybody, and rests on enough requests.</summary>
    public static bool IsFar(Observation observation, SignalLevels now, SignalLevels usual, ScanOptions options)
    {
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(usual);
        ArgumentNullException.ThrowIfNull(options);
        var isServed = now.Rate >= options.MinimumRate;
        return observation switch
        {
            Observation.ErrorsRising => isServed && now.ErrorShare >= (usual.ErrorShare ?? 0) + options.ErrorStep,
            Observation.LatencyRising => isServed && usual.Latency > 0 && now.Latency >= options.LatencyTimes * usual.Latency,
            Observation.TrafficLost => usual.Rate >= options.MinimumRate && (now.Rate ?? 0) <= options.LostShare * usual.Rate,
            Observation.TrafficSurge => isServed && usual.Rate > 0 && now.Rate >= options.SurgeTimes * usual.Rate,
            Observation.BacklogRising => now.Waiting >= Math.Max(options.BacklogStep, (usual.Waiting ?? 0) * options.BacklogTimes),
            _ => false,
        };
    }
}
