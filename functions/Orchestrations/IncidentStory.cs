using Autocura.Correlation;
using Autocura.Diagnosis;
using Autocura.Guardrails;
using Autocura.Guardrails.Notices;
using Autocura.Incidents;
using Autocura.Planning;
using Autocura.Verification;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>
/// What an incident has come to, as its custom status shows it and its record in the cluster keeps it. Every change of phase passes the
/// phase table and is written to the cluster; a record that cannot be written is noted, and never stops the healing.
/// </summary>
internal sealed partial class IncidentStory
{
    private readonly TaskOrchestrationContext context;
    private readonly Incident incident;
    private readonly List<TimelineEntry> timeline = [];
    private IncidentStatus status;
    private IncidentRecord record;
    private string measured = "it was never measured";
    private int entries;

    public IncidentStory(TaskOrchestrationContext context, Incident incident)
    {
        this.context = context;
        this.incident = incident;
        status = IncidentStatus.Opened(incident);
        record = new IncidentRecord { Incident = incident, Status = status, At = incident.OpenedAt };
        Memory = new EpisodeLog(incident);
        Holding = new PlanHold(Note);
        Kin = new IncidentKin(context, incident, Note);
        Inbox = new IncidentInbox(context, incident, Note);
        Notices = new IncidentNotices(context, incident, Note);
        Note($"{string.Join(", ", incident.Signals.Select(signal => signal.Alert.Name).Distinct().Take(5))} on {incident.Workload}");
    }

    public IncidentInbox Inbox { get; }

    public IncidentKin Kin { get; }

    public EpisodeLog Memory { get; }

    public PlanHold Holding { get; }

    /// <summary>This incident as others see it.</summary>
    public Standing Self => Standing.Of(status) with { Kinship = Kin.View with { Children = [] } };

    /// <summary>Set before anything else is asked of the story.</summary>
    public IncidentSettings Settings { get; private set; } = new() { Mode = OperatingMode.Observe };

    public Incident Incident => incident;

    public int Attempt => status.Attempt;

    /// <summary>What the last measurements said.</summary>
    public string LastMeasured => measured;

    public void Govern(IncidentSettings settings)
    {
        Settings = settings;
        record = record with { MaxAttempts = settings.MaxAttempts };
        Memory.Govern(settings.Correlation);
        Notices.Govern(settings.Notices);
        status = status with { Mode = settings.Mode, Reopens = Memory.Reopened?.RecordName };
        if (Memory.Reopened is not null)
        {
            Note(Memory.TellReopened());
        }
    }

    public async Task BeginAttemptAsync(int attempt)
    {
        if (record.Plan is not null)
        {
            await SaveAsync(); // what became of the attempt before, for its plan is put aside now
        }

        status = status with { Attempt = attempt, Plan = null, Measurements = [] };
        record = record with { Plan = null, Ballot = null, Verdict = null, Receipts = [], Assessment = null };
        await EnterAsync(IncidentPhase.Analyzing, attempt == 1 ? "Collecting evidence" : $"Attempt {attempt}: collecting evidence anew");
    }

    public Task EnterAsync(IncidentPhase phase, string message)
    {
        Inbox.ThrowIfBroken();
        Kin.ThrowIfBroken();
        IncidentTransitions.Demand(status.Phase, phase);
        status = status with { Phase = phase };
        Note(message);
        return SaveAsync();
    }

    public void Note(string message)
    {
        if (Inbox is not null && Memory.Watch(Inbox.Rises, context.Now()))
        {
            Tell($"{Memory.Flapping}");
        }

        Tell(message);
        Publish();
    }

    public void Diagnosed(RankedHypotheses diagnosis, Ties ties)
    {
        Kin.Diagnosed(ties);
        status = status with { Headline = StatusBounds.Line(diagnosis.Top.Headline), Causes = diagnosis.TopCauses() };
        record = record with { Hypotheses = diagnosis };
        Note($"{diagnosis.Top.Cause} ({diagnosis.Top.Probability:0.#%}): {diagnosis.Top.Headline}");
    }

    public async Task<Outcome> CloseAsync(IncidentPhase phase, OutcomeKind kind, string reason)
    {
        var outcome = this.OutcomeOf(phase, kind, reason, context.Now());
        record = record with { Outcome = outcome };
        await EnterAsync(phase, reason);
        await AnnounceAsync(phase == IncidentPhase.Resolved ? NoticeMoment.Resolved : NoticeMoment.Escalated, reason);
        Inbox.Close();
        // alerts that came while the record was written belong to this episode too
        Kin.Dismiss();
        return outcome with { Fingerprints = [.. Inbox.Fingerprints], Rises = Inbox.Rises };
    }

    public Task<Outcome> HandOverAsync(string reason) => CloseAsync(IncidentPhase.Escalated, OutcomeKind.HandedOver, reason);

    /// <summary>Writes the record as it stands.</summary>
    public async Task SaveAsync()
    {
        record = record with { Status = status, At = context.Now(), Joined = Inbox.News };
        try
        {
            var result = await context.RecordIncidentAsync(record);
            if (!result.Written)
            {
                Note($"The record was not written: {result.Reason}");
            }
        }
        catch (TaskFailedException unwritten)
        {
            Note($"The record could not be written: {unwritten.FailureDetails.ErrorMessage}");
        }
    }

    /// <summary>Shows the story as it stands.</summary>
    public void Publish()
    {
        var risk = RiskScore.Of(Signals());
        status = status with
        {
            Kinship = Kin?.View ?? new Kinship(),
            Flapping = Memory.Flapping,
            HeldUntil = Memory.Held,
            Risk = risk,
            Severity = RiskScore.SeverityOf(risk),
            Alerts = Inbox is null ? incident.Signals.Count : Inbox.Fingerprints.Count,
            Timeline = StatusBounds.Tail(timeline),
        };
        context.SetCustomStatus(StatusBounds.Fit(status));
    }

    private void Tell(string message) => timeline.Add(new TimelineEntry(++entries, context.Now(), status.Phase, StatusBounds.Line(message)));

    private IEnumerable<SignalType> Signals() => (Inbox?.Signals ?? incident.Signals).Select(signal => signal.Type).Concat(Kin?.ChildrenSignals ?? []);
}
