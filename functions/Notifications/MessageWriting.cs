using System.Globalization;
using Autocura.Cluster.Readers;
using Autocura.Guardrails.Notices;
using Autocura.Incidents;

namespace Autocura.Notifications;

/// <summary>Writes the message of a notice: the same words on every channel.</summary>
internal static class MessageWriting
{
    private const int LongestLine = 400;

    public static Message Write(NoticeDelivery delivery)
    {
        var notice = delivery.Notice;
        return new Message
        {
            Key = delivery.Key,
            Moment = notice.Moment,
            Severity = notice.Severity,
            At = notice.At,
            IncidentId = notice.Workload.InstanceId,
            RecordName = notice.RecordName,
            Workload = notice.Workload,
            Title = Clean($"{Headline(notice)}: {string.Join(", ", notice.Alerts.DefaultIfEmpty("trouble"))} on {notice.Workload}"),
            Said = Clean(notice.Said),
            Asked = Clean(Asked(delivery)),
            Facts = Facts(notice),
            Sections = [.. Sections(notice)],
            Links = [.. Links(notice, delivery.Settings.UrlOf(notice.Workload.InstanceId))],
            ToDecide = notice.Moment == NoticeMoment.NeedsApproval ? notice.Plan : null,
            Thread = delivery.Thread,
        };
    }

    private static string Headline(Notice notice) => notice.Moment switch
    {
        NoticeMoment.Opened => $"{Name(notice.Severity)} incident",
        NoticeMoment.NeedsApproval => $"Approval needed ({Name(notice.Severity)})",
        NoticeMoment.Remediating => $"Being remediated ({Name(notice.Severity)})",
        NoticeMoment.Resolved => "Resolved",
        NoticeMoment.Escalated => $"A person is needed ({Name(notice.Severity)})",
        _ => throw new ArgumentOutOfRangeException(nameof(notice), notice.Moment, "There is no such moment."),
    };

    private static string Asked(NoticeDelivery delivery) => delivery.Notice switch
    {
        { Moment: NoticeMoment.NeedsApproval, Plan: { } plan } notice =>
            $"{(delivery.Unanswered is { } time ? $"Nobody has answered for {Span(time)}. " : "")}Approve or reject plan {plan.Id} ({plan.Hash})"
            + $"{(notice.AnswerBy is { } by ? $" until {Clock(by)}; without an answer it is handed over to people" : "")}.{(plan.Approvers > 1 ? $" {plan.Approvers} different people must approve." : "")}",
        { Moment: NoticeMoment.Escalated } => "Look at it: nothing more is done by itself.",
        _ => "",
    };

    private static List<MessageFact> Facts(Notice notice) =>
    [
        new("Cluster", notice.Workload.Cluster),
        new("Namespace", notice.Workload.Namespace),
        new("Workload", $"{notice.Workload.Kind} {notice.Workload.Name}"),
        new("Since", $"{Clock(notice.Since)} ({Span(notice.At - notice.Since)})"),
        new("Severity", $"{Name(notice.Severity)}, risk {notice.Risk} of 100"),
    ];

    private static IEnumerable<MessageSection> Sections(Notice notice)
    {
        if (notice.Summary.Length > 0)
        {
            yield return new MessageSection("Alert", [Clean(notice.Summary)]);
        }

        if (notice.Cause.Length > 0)
        {
            yield return new MessageSection($"Probable cause ({notice.Probability.ToString("0%", CultureInfo.InvariantCulture)})", [Clean(notice.Cause), .. notice.Evidence.Select(line => $"- {Clean(line)}")]);
        }

        if (notice.Plan is { } plan)
        {
            yield return new MessageSection(
                notice.Moment == NoticeMoment.NeedsApproval ? "Proposed" : "Plan",
                [Clean(plan.Strategy), .. plan.Steps.Select(step => $"- {Clean(step)}"), $"Reach: {plan.BlastRadius}. Chance of making it worse: {plan.Risk.ToString("0%", CultureInfo.InvariantCulture)}.", .. plan.Forecast.Length > 0 ? [$"Simulated: {plan.Forecast}."] : Array.Empty<string>()]);
            if (plan.Diff.Count > 0)
            {
                yield return new MessageSection("Exact change", [.. plan.Diff.Select(Clean)], IsCode: true);
            }
        }
    }

    private static IEnumerable<MessageLink> Links(Notice notice, string url)
    {
        if (url.Length > 0)
        {
            yield return new MessageLink("Incident", url);
        }

        // An annotation is free text: what is no address stays out, and so does one that carries a password.
        if (WebAddress.Is(notice.RunbookUrl) && LogRedactor.Redact(notice.RunbookUrl) == notice.RunbookUrl)
        {
            yield return new MessageLink("Runbook", new Uri(notice.RunbookUrl).AbsoluteUri);
        }
    }

    private static string Clean(string text)
    {
        var line = LogRedactor.Redact(text).ReplaceLineEndings(" ");
        return line.Length <= LongestLine ? line : $"{line[..LongestLine]}…";
    }

    private static string Name(Severity severity) => severity.ToString();

    private static string Clock(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Span(TimeSpan span) => span < TimeSpan.FromMinutes(1) ? $"{Math.Max(0, span.TotalSeconds):0} s"
        : span < TimeSpan.FromHours(2) ? $"{span.TotalMinutes:0} min"
        : $"{span.TotalHours:0} h";
}
