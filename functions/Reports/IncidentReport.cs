using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;

namespace Autocura.Reports;

/// <summary>What is told of an incident when it is over, or of what is known so far: from the record, and from nothing else.</summary>
internal static class IncidentReport
{
    private const int MostCauses = 5;

    /// <param name="file">The record.</param>
    /// <param name="impact">What users felt; null where that was not measured.</param>
    /// <param name="unmeasured">Why it was not.</param>
    public static ReportDocument Of(IncidentFile file, Impact? impact, string unmeasured) => new($"{Title(file)}", [.. new[]
    {
        Summary(file),
        new("Impact") { Sentences = [TellImpact(impact, unmeasured)] },
        new("Timeline") { Table = new ReportTable(["Time (UTC)", "Phase", "What happened"], [.. file.Timeline.Select(Moment)]) },
        Causes(file),
        Tried(file),
        new("What would have prevented it") { Points = [.. Prevention.Of(file)] },
        Recurrence.Tell(file),
    }.OfType<ReportSection>()]);

    private static string Title(IncidentFile file) => $"{file.Issue.Text("spec", "description")} ({file.Issue.Name()})";

    private static ReportSection Summary(IncidentFile file)
    {
        var issue = file.Issue;
        List<string> sentences = [$"{file.Workload} was in trouble from {Time(file.OpenedAt)}{(file.ClosedAt is { } closed ? $" to {Time(closed)} ({Span(closed - file.OpenedAt)})" : " and still is")}."];
        if (issue.Text("status", "headline") is { Length: > 0 } headline) sentences.Add($"Most probable cause: {headline}");
        sentences.Add(issue.Text("status", "outcome") is { } outcome ? $"{Ending(outcome)} {issue.Text("status", "reason")}".TrimEnd() : $"It is open: {issue.Text("status", "state")}.");
        return new ReportSection("Summary")
        {
            Sentences = sentences,
            Table = new ReportTable(["", ""],
            [
                ["Severity", $"{issue.Text("spec", "severity")}, risk {issue.Int("spec", "riskScore")} of 100"],
                ["Mode", issue.Text("status", "mode") ?? "not asked"],
                ["Attempts", $"{issue.Int("status", "remediationAttempts") ?? 0} of {issue.Int("status", "maxRemediationAttempts")}"],
                ["Signals", $"{issue.Items("spec", "correlatedAnomalies").Count()}"],
                ["Instance", issue.Text("status", "instanceId") ?? ""],
            ]),
        };
    }

    private static string Ending(string outcome) => outcome switch
    {
        "Healed" => "It was healed, and the recovery was measured.",
        "RecoveredAlone" => "It recovered without anything being done.",
        "HandedOver" => "It was handed over to people.",
        _ => "The system itself failed on it.",
    };

    private static string TellImpact(Impact? impact, string unmeasured) => impact is null
        ? $"Not measured: {unmeasured}"
        : string.Create(CultureInfo.InvariantCulture, $"{impact.UserMinutes:0.0} minutes of total outage in all: at worst {impact.Worst:0%} of the usual {impact.Usual:0.##} requests per second failed or did not arrive.");

    private static IReadOnlyList<string> Moment(JsonObject entry) => [entry.Time("at") is { } at ? Time(at) : "", entry.Text("phase") ?? "", entry.Text("message") ?? ""];

    private static ReportSection Causes(IncidentFile file)
    {
        var ranked = file.Hypotheses.Take(MostCauses).ToList();
        if (ranked is not [var first, ..])
        {
            return new ReportSection("Causes") { Sentences = ["No diagnosis was made."] };
        }

        return new ReportSection("Causes")
        {
            Sentences = [.. new[] { first.Text("headline"), first.Text("reason") }.OfType<string>().Where(text => text.Length > 0)],
            Points = [.. first.Texts("chain"), .. first.Items("clues").Select(clue => $"{clue.Text("text")} (speaks {clue.Text("speaks")}: {clue.Text("weight")})")],
            Table = new ReportTable(["Cause", "Probability", "What it says"], [.. ranked.Select(one => (IReadOnlyList<string>)[one.Text("cause") ?? "", Percent(one), one.Text("headline") ?? ""])]),
        };
    }

    private static string Percent(JsonObject hypothesis) => hypothesis["probability"] is JsonValue value && value.TryGetValue<double>(out var share) ? share.ToString("0.0%", CultureInfo.InvariantCulture) : "";

    private static ReportSection Tried(IncidentFile file) => new("What was tried")
    {
        Sentences = file.Plans.Count == 0 ? ["Nothing was planned."] : [],
        Table = file.Plans.Count == 0 ? null : new ReportTable(["Attempt", "Plan", "Decided", "Steps", "How it went"], [.. file.Plans.Select(Attempt)]),
    };

    private static IReadOnlyList<string> Attempt(JsonObject plan) =>
    [
        $"{plan.Int("spec", "attempt")}",
        $"{plan.Text("spec", "strategy")} (from {plan.Text("spec", "source")})",
        string.Join(" ", new[] { plan.Text("status", "review", "verdict"), plan.Text("status", "review", "decidedBy") is { } by ? $"by {by}:" : null, plan.Text("status", "review", "reason") }.OfType<string>()),
        string.Join("; ", plan.Items("status", "steps").Select(step => $"{step.Text("action")} on {step.Text("target")}: {step.Text("state")}")),
        string.Join(": ", new[] { plan.Text("status", "state"), plan.Text("status", "result") }.OfType<string>()),
    ];

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>In seconds, minutes or hours, whichever says enough.</summary>
    public static string Span(TimeSpan time) => time < TimeSpan.FromMinutes(2) ? $"{time.TotalSeconds:0} s" : time < TimeSpan.FromHours(2) ? $"{time.TotalMinutes:0} min" : string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.0} h");
}
