using Autocura.Alerts;
using Autocura.Incidents;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>
/// Takes the alerts that reach a running incident, whatever it is doing, and acknowledges each to the intake that brought it. Firing ones join;
/// a resolved one is evidence, and when all are resolved whatever has not been done yet need not be.
/// </summary>
internal sealed class IncidentInbox
{
    /// <summary>Signals kept for evidence and record; later ones are counted and acknowledged all the same.</summary>
    private const int Kept = 50;

    /// <summary>Starts of one alert that are nearer than this are one: a restarted Prometheus moves them a little.</summary>
    private static readonly TimeSpan SameStart = TimeSpan.FromMinutes(1);

    private readonly TaskOrchestrationContext context;
    private readonly Action<string> note;
    private readonly List<AlertSignal> joined = [];
    private readonly List<AlertSignal> resolved = [];
    private readonly List<Rise> rises = [];
    private readonly Dictionary<string, AlertSignal> standing = [];
    private readonly SortedSet<string> fingerprints = new(StringComparer.Ordinal);
    private readonly Task listening;
    private TaskCompletionSource allResolved = new();
    private readonly Incident incident;
    private bool closed;

    public IncidentInbox(TaskOrchestrationContext context, Incident incident, Action<string> note)
    {
        this.context = context;
        this.incident = incident;
        this.note = note;
        foreach (var signal in incident.Signals)
        {
            Take(signal);
        }

        listening = ListenAsync();
    }

    /// <summary>Everything that came after the start and belongs on record: alerts that joined, and word that alerts are resolved.</summary>
    public IReadOnlyList<AlertSignal> News => [.. joined, .. resolved];

    public IReadOnlyList<AlertSignal> Signals => [.. incident.Signals, .. joined];

    public IReadOnlyCollection<string> Fingerprints => fingerprints;

    /// <summary>When trouble of a kind began while none of that kind stood, the newest.</summary>
    public IReadOnlyList<Rise> Rises => [.. rises.TakeLast(Rise.Most)];

    /// <summary>Alerts that fired and have not been reported resolved, in the order of their fingerprints.</summary>
    public IReadOnlyList<Alert> Unresolved => [.. standing.OrderBy(alert => alert.Key, StringComparer.Ordinal).Select(alert => alert.Value.Alert)];

    /// <summary>Completes when no alert of the incident stands any more.</summary>
    public Task AllResolved => allResolved.Task;

    /// <summary>The last wait is left behind: it ends with the orchestration.</summary>
    public void Close() => closed = true;

    /// <summary>An alert that cannot be read must end the incident loudly, not its listening silently.</summary>
    public void ThrowIfBroken()
    {
        if (listening.IsFaulted)
        {
            throw listening.Exception!.InnerException!;
        }
    }

    private async Task ListenAsync()
    {
        while (!closed)
        {
            var signal = await context.WaitForExternalEvent<AlertSignal>(EventNames.Alert);
            var news = !fingerprints.Contains(signal.Alert.Fingerprint);
            Take(signal);
            if (joined.Count < Kept && news)
            {
                joined.Add(signal);
            }

            if (resolved.Count < Kept && signal.Alert.Status == AlertStatus.Resolved)
            {
                resolved.Add(signal);
            }

            if (signal.Alert.Status == AlertStatus.Resolved)
            {
                note($"Alert {signal.Alert.Name} is resolved");
            }
            else if (news)
            {
                note($"Alert {signal.Alert.Name} joined");
            }

            if (signal.Intake is not null)
            {
                context.SendEvent(signal.Intake, EventNames.AlertTaken, signal.Alert.Fingerprint);
            }
        }
    }

    private void Take(AlertSignal signal)
    {
        var alert = signal.Alert;
        fingerprints.Add(alert.Fingerprint);
        if (alert.IsDerived())
        {
            return; // nobody would ever say that it is over
        }

        if (alert.Status == AlertStatus.Firing)
        {
            if (IsRise(signal))
            {
                rises.Add(new Rise(signal.Type, alert.StartsAt));
            }

            standing[alert.Fingerprint] = signal;
            if (allResolved.Task.IsCompleted)
            {
                allResolved = new TaskCompletionSource();
            }
        }
        else if (standing.Remove(alert.Fingerprint) && standing.Count == 0)
        {
            allResolved.TrySetResult();
        }
    }

    /// <summary>None of its kind stood, or the same alert began anew without word that it had been over.</summary>
    private bool IsRise(AlertSignal signal) => standing.TryGetValue(signal.Alert.Fingerprint, out var same)
        ? signal.Alert.StartsAt > same.Alert.StartsAt + SameStart
        : !standing.OrderBy(one => one.Key, StringComparer.Ordinal).Any(one => one.Value.Type == signal.Type);
}
