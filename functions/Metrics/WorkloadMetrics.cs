using Autocura.Alerts;
using Autocura.Diagnosis;
using Autocura.Incidents;
using Autocura.Verification;

namespace Autocura.Metrics;

/// <summary>Adds what the metrics source knows about a workload to evidence and to an observation of its recovery.</summary>
public sealed class WorkloadMetrics(IMetricSource source, ServiceLevelQueries queries, MetricsReach reach)
{
    private const int MostAlerts = 50;

    // Long enough for eight scrapes at the usual 15 s, short enough that a fault of some minutes fills it.
    private static readonly TimeSpan EvidenceWindow = TimeSpan.FromMinutes(2);

    // "Usual" is the half hour that ended ten minutes before the trouble: an alert begins after the fault, by its rule's range and delay.
    private static readonly TimeSpan UsualWindow = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan UsualBeforeOnset = TimeSpan.FromMinutes(10);

    // A rate needs two scrapes at least, at the usual 15 s.
    private static readonly TimeSpan ShortestCount = TimeSpan.FromSeconds(30);

    private readonly TrafficMeter meter = new(source, queries, reach);
    private readonly LatencyMeter slowness = new(source, queries, reach);

    /// <summary>The evidence with its traffic; a source that is configured and does not answer leaves a gap.</summary>
    public async Task<Evidence> AddToAsync(Evidence evidence, CancellationToken cancellationToken)
    {
        var traffic = await meter.ReadAsync(evidence.Workload, Names(evidence.Services), EvidenceWindow, at: null, cancellationToken);
        return evidence with
        {
            ErrorRatio = traffic.ErrorRatio,
            RequestRate = traffic.RequestsPerSecond,
            MeasuredOver = EvidenceWindow,
            Gaps = traffic.State is TrafficState.Unmeasurable ? [.. evidence.Gaps, EvidencePart.Gap(EvidencePart.Metrics, traffic.Detail)] : evidence.Gaps,
        };
    }

    /// <summary>The observation with its traffic, and with the standing of every alert that has not been reported resolved.</summary>
    public async Task<RecoveryObservation> AddToAsync(RecoveryObservation seen, MeasureRequest request, CancellationToken cancellationToken)
    {
        var workload = request.Incident.Workload;
        var services = Names(seen.Services);
        var onset = new EvidenceRequest(request.Incident, request.Incident.Signals).Onset();
        var now = meter.ReadAsync(workload, services, request.Window, at: null, cancellationToken);
        var usual = meter.ReadAsync(workload, services, UsualWindow, onset - UsualBeforeOnset, cancellationToken);
        var latency = slowness.ReadAsync(workload, services, new LatencyMeter.Span(seen.At, request.Window, onset - UsualBeforeOnset), cancellationToken);
        var sinceSettled = CountAsync(workload, services, seen.At - request.SettledAt, cancellationToken);
        var alerts = Task.WhenAll(request.Unresolved.Where(alert => !alert.IsOwn).Take(MostAlerts).Select(alert => AskAsync(workload, alert, cancellationToken)));
        await Task.WhenAll(now, usual, latency, sinceSettled, alerts);
        return seen with { Latency = await latency, Traffic = await now with { Usual = (await usual).ErrorRatio, SinceSettled = await sinceSettled }, Alerts = await alerts };
    }

    private async Task<RequestCount?> CountAsync(WorkloadRef workload, IReadOnlyList<string> services, TimeSpan? span, CancellationToken cancellationToken)
    {
        if (span is not { } window || window < ShortestCount)
        {
            return null;
        }

        var traffic = await meter.ReadAsync(workload, services, window, at: null, cancellationToken);
        return traffic is { State: TrafficState.Measured, RequestsPerSecond: { } rate, ErrorRatio: { } ratio }
            ? new RequestCount(rate * window.TotalSeconds, rate * ratio * window.TotalSeconds)
            : null;
    }

    private async Task<AlertReading> AskAsync(WorkloadRef workload, Alert alert, CancellationToken cancellationToken) => reach.Refusal(workload) is { } outOfReach
        ? new AlertReading(alert.Name, AlertState.Unmeasurable, outOfReach)
        : await source.AskAlertAsync(new AlertIdentity(alert.Name, alert.Labels), cancellationToken) switch
        {
            AlertStanding.Clear => new AlertReading(alert.Name, AlertState.Clear, "clear"),
            AlertStanding.Pending pending => new AlertReading(alert.Name, AlertState.Pending, $"pending since {pending.Since:HH:mm:ss} UTC") { Reach = pending.Reach },
            AlertStanding.Firing firing => new AlertReading(alert.Name, AlertState.Firing, $"firing since {firing.Since:HH:mm:ss} UTC") { Reach = firing.Reach },
            AlertStanding.Unmeasurable unknown => new AlertReading(alert.Name, AlertState.Unmeasurable, unknown.Reason),
            var other => throw new InvalidOperationException($"An alert cannot stand as {other}."),
        };

    private static List<string> Names(IReadOnlyList<ServiceView> services) => [.. services.Select(service => service.Name)];
}
