using System.Collections.Concurrent;
using Autocura.Alerts;
using Autocura.Incidents;
using Autocura.Orchestrations;
using Autocura.Verification;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Autocura.Functions.Tests.Orchestrations;

/// <summary>What lies at either end of an intake, for a test to set: where alerts are routed, and how incidents take them.</summary>
internal sealed class IntakeEnds
{
    /// <summary>Workloads that cannot be looked up, and how often that is tried.</summary>
    public ConcurrentDictionary<string, int> Unreachable { get; } = new();

    public ConcurrentQueue<QuarantinedAlert> Quarantined { get; } = new();

    /// <summary>Set to say that nothing can be written.</summary>
    public string? NoRecord { get; set; }

    internal sealed class Functions(IntakeEnds ends)
    {
        /// <summary>By the label "deployment"; an alert without one has no workload.</summary>
        [Function(FunctionNames.ResolveAlert)]
        public AlertRoute Resolve([ActivityTrigger] Alert alert)
        {
            if (alert.Label("deployment") is not { } name)
            {
                return new AlertRoute(null, "It names no deployment.");
            }

            if (ends.Unreachable.TryGetValue(name, out var tries))
            {
                ends.Unreachable[name] = tries + 1;
                throw new InvalidOperationException("The API server does not answer.");
            }

            return new AlertRoute(IntakeRun.Workload(name), "By its label.");
        }

        [Function(FunctionNames.QuarantineAlert)]
        public RecordResult Quarantine([ActivityTrigger] QuarantinedAlert alert)
        {
            ends.Quarantined.Enqueue(alert);
            return ends.NoRecord is null ? RecordResult.Complete : new RecordResult(false, ends.NoRecord);
        }

        /// <summary>
        /// Takes alerts until it is closed. One whose workload is called "mute" never answers; one called "hasty" ends at the first alert that
        /// joins, without having taken it.
        /// </summary>
        [Function(FunctionNames.Incident)]
        public static async Task<Outcome> HaveIncidentAsync([OrchestrationTrigger] TaskOrchestrationContext context, Incident incident)
        {
            var had = incident.Signals.Select(signal => signal.Alert.Fingerprint).ToList();
            var closed = context.WaitForExternalEvent<object?>("close");
            for (var next = NextAsync(context); await Task.WhenAny(next, closed) == next; next = NextAsync(context))
            {
                var signal = await next;
                if (incident.Workload.Name == "hasty")
                {
                    break;
                }

                had.Add(signal.Alert.Fingerprint);
                context.SetCustomStatus(had);
                if (incident.Workload.Name != "mute")
                {
                    context.SendEvent(signal.Intake!, EventNames.AlertTaken, signal.Alert.Fingerprint);
                }
            }

            return new Outcome
            {
                Phase = IncidentPhase.Resolved,
                Kind = OutcomeKind.Healed,
                Reason = "closed by the test",
                OpenedAt = incident.OpenedAt,
                ClosedAt = new DateTimeOffset(context.CurrentUtcDateTime, TimeSpan.Zero),
                RecordName = incident.RecordName,
                Fingerprints = [.. had.Distinct()],
            };
        }

        private static Task<AlertSignal> NextAsync(TaskOrchestrationContext context) => context.WaitForExternalEvent<AlertSignal>(EventNames.Alert);
    }
}
