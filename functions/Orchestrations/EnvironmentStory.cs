using Autocura.Environments;
using Autocura.Incidents;
using Autocura.Verification;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>
/// What a parallel environment has come to, as its custom status shows it and the status of its object says. Every change of phase passes the phase table and is written to the
/// cluster; what cannot be written stops nothing, and is written with the next.
/// </summary>
internal sealed class EnvironmentStory
{
    private readonly TaskOrchestrationContext context;
    private EnvironmentStatus status;

    public EnvironmentStory(TaskOrchestrationContext context, EnvironmentOrder order)
    {
        this.context = context;
        Order = order;
        status = new EnvironmentStatus { StartedAt = context.Now(), Reason = "It was seen." };
        Inbox = new EnvironmentInbox(context, order, Heard);
        Publish();
    }

    public EnvironmentOrder Order { get; }

    public EnvironmentInbox Inbox { get; }

    public EnvironmentStatus Status => status;

    /// <summary>What the object asks for; null before it was read, and where it was refused.</summary>
    public EnvironmentSpec? Spec { get; private set; }

    public DateTimeOffset ExpiresAt => status.ExpiresAt ?? DateTimeOffset.MaxValue;

    /// <summary>Why the run must end now; null when it may go on.</summary>
    public string? Interruption => Inbox.StopReason
        ?? (context.Now() >= ExpiresAt ? $"Its time was over after {Spec?.Lifetime.TotalSeconds:0} s." : null);

    public void Begin(EnvironmentSpec spec, EnvironmentNews standing)
    {
        Spec = spec;
        status = status with { Target = spec.Target, ExpiresAt = status.StartedAt + spec.Lifetime };
        Inbox.Begin(standing);
    }

    public void Copied(CopyReport report)
    {
        status = status with { Objects = [.. status.Objects.Union(report.Made)] };
        var notes = report.Notes.Count > 0 ? $" {string.Join(" ", report.Notes)}" : "";
        Set("Copied", report.Refused.Length == 0, report.Refused.Length == 0 ? "Copied" : "Refused", report.Refused.Length == 0 ? $"{status.Objects.Count} objects.{notes}" : report.Refused);
    }

    public void Measured(MeasurementRound round, Assessment assessment)
    {
        status = status with { Measurements = round.AsLines(), Reason = StatusBounds.Line(assessment.Reason) };
        Publish();
    }

    public void Verified(Assessment assessment)
    {
        status = status with { Verdict = assessment.Kind };
        bool? holds = assessment.Kind switch { AssessmentKind.Recovered => true, AssessmentKind.NotRecovered => false, _ => null };
        Set("Verified", holds, $"{assessment.Kind}", assessment.Reason);
    }

    public void Promoted(bool done, string reason, string message) => Set("Promoted", done, reason, message);

    public void Approved(string word) => status = status with { Approval = word };

    public void CarriedBy(string incident) => status = status with { Incidents = [.. status.Incidents, incident] };

    public void Leaves(IReadOnlyList<string> left) => status = status with { Left = left };

    public async Task EnterAsync(EnvironmentPhase phase, string reason)
    {
        Inbox.ThrowIfBroken();
        EnvironmentTransitions.Demand(status.Phase, phase);
        status = status with { Phase = phase, Reason = reason, CompletedAt = EnvironmentTransitions.IsFinal(phase) ? context.Now() : null };
        Set("Ready", Stands(phase), $"{phase}", reason);
        await SaveAsync();
    }

    /// <summary>Whether the copy is there, with the change done to it.</summary>
    private static bool Stands(EnvironmentPhase phase) =>
        phase is EnvironmentPhase.Verifying or EnvironmentPhase.Passed or EnvironmentPhase.NotPassed or EnvironmentPhase.Promoting or EnvironmentPhase.Promoted;

    private async Task SaveAsync()
    {
        try
        {
            status = status with { Unwritten = (await context.RecordEnvironmentAsync(new EnvironmentRecord(Order, status, context.Now()))).Reason };
        }
        catch (TaskFailedException unwritten)
        {
            status = status with { Unwritten = unwritten.FailureDetails.ErrorMessage };
        }

        Publish();
    }

    private void Set(string type, bool? holds, string reason, string message)
    {
        var before = status.Conditions.FirstOrDefault(condition => condition.Type == type);
        var since = before is not null && before.Is == holds ? before.Since : context.Now();
        status = status with { Conditions = [.. status.Conditions.Where(condition => condition.Type != type), new EnvironmentCondition(type, holds, reason, message, since)] };
        Publish();
    }

    private void Heard(EnvironmentNews news)
    {
        status = status with { Heard = news };
        Publish();
    }

    private void Publish() => context.SetCustomStatus(status);
}
