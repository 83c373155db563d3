using Autocura.Guardrails.Notices;
using Autocura.Incidents;
using Autocura.Planning;
using Autocura.Verification;

namespace Autocura.Orchestrations;

/// <summary>The parts of an incident that people are told, made small.</summary>
internal static class NoticeWriting
{
    private const int Few = 3;

    /// <summary>What is told of an incident as it stands.</summary>
    public static Notice Write(this IncidentRecord record, NoticeMoment moment, string said)
    {
        var (incident, status, top) = (record.Incident, record.Status, record.Hypotheses?.Top);
        return new Notice
        {
            Moment = moment,
            At = record.At,
            RecordName = incident.RecordName,
            Workload = incident.Workload,
            Severity = status.Severity,
            Risk = status.Risk,
            Since = incident.Signals.Select(signal => signal.Alert.StartsAt).Append(incident.OpenedAt).Min(),
            Alerts = [.. incident.Signals.Select(signal => signal.Alert.Name).Distinct().Take(Few)],
            Summary = StatusBounds.Line(Annotation(incident, "summary") ?? Annotation(incident, "description") ?? ""),
            RunbookUrl = StatusBounds.Line(Annotation(incident, "runbook_url") ?? ""),
            Cause = StatusBounds.Line(top?.Headline ?? ""),
            Probability = top?.Probability ?? 0,
            Evidence = [.. (top?.Clues ?? []).Where(clue => clue.Weight > 0).Take(Few).Select(clue => StatusBounds.Line(clue.Text))],
            Plan = record.Plan is { } plan ? Write(plan, status.Plan, record.Ballot) : null,
            Said = StatusBounds.Line(said),
        };
    }

    private static NoticedPlan Write(RemediationPlan plan, PlanSummary? shown, Guardrails.Ballot? ballot) => new()
    {
        Id = plan.Id,
        Hash = ballot?.PlanHash ?? "",
        Strategy = StatusBounds.Line(plan.Strategy),
        Steps = shown?.Steps ?? [],
        Diff = shown?.Diff ?? [],
        BlastRadius = plan.BlastRadius.ToString().ToLowerInvariant(),
        Risk = plan.Risk,
        Forecast = plan.Forecast?.ToString() ?? "",
        Approvers = ballot?.Needed ?? 1,
    };

    private static string? Annotation(Incident incident, string name) =>
        incident.Signals.Select(signal => signal.Alert.Annotations.GetValueOrDefault(name)).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
}
