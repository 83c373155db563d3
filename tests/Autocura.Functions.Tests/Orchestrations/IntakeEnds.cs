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
        /// Takes alerts, and states and decisions that a test sends, until it is closed. One whose workload is called "mute" never answers; one
        /// called "hasty" ends at the first alert that joins, without having taken it.
        /// </summary>
        [Function(FunctionNames.Incident)]
        public static async Task<Outcome> HaveIncidentAsync([OrchestrationTrigger] TaskOrchestrationContext context, Incident incident)
        {
            var had = incident.Signals.Select(signal => signal.Alert.Fingerprint).ToList();
            var status = Opened(incident);
            var closed = context.WaitForExternalEvent<object?>("close");
            var (alert, state, decision) = (NextAsync<AlertSignal>(context, EventNames.Alert), NextAsync<IncidentStatus>(context, "state"), NextAsync<Approval>(context, EventNames.Approval));
            while (!closed.IsCompleted)
            {
                context.SetCustomStatus(status);
                var first = await Task.WhenAny(alert, state, decision, closed);
                if (first == alert && incident.Workload.Name == "hasty")
                {
                    break;
                }

                if (first == alert)
                {
                    had.Add(alert.Result.Alert.Fingerprint);
                    status = status with { Alerts = had.Count };
                    Acknowledge(context, incident, alert.Result);
                    alert = NextAsync<AlertSignal>(context, EventNames.Alert);
                }
                else if (first == state)
                {
                    status = state.Result;
                    state = NextAsync<IncidentStatus>(context, "state");
                }
                else if (first == decision)
                {
                    status = status with { Headline = $"{decision.Result.By} says {(decision.Result.Approved ? "yes" : "no")} to {decision.Result.PlanId}" };
                    decision = NextAsync<Approval>(context, EventNames.Approval);
                }
            }

            return Closed(context, incident, had);
        }

        private static Task<T> NextAsync<T>(TaskOrchestrationContext context, string name) => context.WaitForExternalEvent<T>(name);

        private static void Acknowledge(TaskOrchestrationContext context, Incident incident, AlertSignal signal)
        {
            if (incident.Workload.Name != "mute")
            {
                context.SendEvent(signal.Intake!, EventNames.AlertTaken, signal.Alert.Fingerprint);
            }
        }

        private static IncidentStatus Opened(Incident incident) => new()
        {
            Phase = IncidentPhase.Analyzing,
            Severity = Severity.Low,
            Risk = 20,
            Workload = incident.Workload,
            OpenedAt = incident.OpenedAt,
            RecordName = incident.RecordName,
            Alerts = incident.Signals.Count,
        };

        private static Outcome Closed(TaskOrchestrationContext context, Incident incident, List<string> had) => new()
        {
            Phase = IncidentPhase.Resolved,
            Kind = OutcomeKind.Healed,
            Reason = "closed by the test",
            OpenedAt = incident.OpenedAt,
            ClosedAt = context.Now(),
            RecordName = incident.RecordName,
            Fingerprints = [.. had.Distinct()],
        };
    }
}
