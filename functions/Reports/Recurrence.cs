using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;

namespace Autocura.Reports;

/// <summary>Whether an incident is one of several: what happens again was not cured, whatever was done about it each time.</summary>
internal static class Recurrence
{
    private static readonly TimeSpan Window = TimeSpan.FromDays(30);

    /// <summary>Earlier episodes of the workload in the 30 days before, the newest first.</summary>
    public static IReadOnlyList<JsonObject> Recent(IncidentFile file) => [.. file.Earlier.Where(one => file.Issue.CreatedAt() - one.CreatedAt() <= Window)];

    /// <summary>How many of them had the same confirmed cause.</summary>
    public static int SameCause(IncidentFile file) => file.Cause is { } cause ? Recent(file).Count(one => IncidentFile.CauseOf(one) == cause) : 0;

    public static ReportSection? Tell(IncidentFile file)
    {
        var recent = Recent(file);
        if (recent.Count == 0)
        {
            return null;
        }

        var same = SameCause(file);
        return new ReportSection("Again and again")
        {
            Sentences = [$"{Counted(recent.Count)} of {file.Workload} in the 30 days before{(same > 0 ? $", {same} of them with the same confirmed cause ({file.Cause})" : "")}."],
            Table = new ReportTable(["Opened (UTC)", "Issue", "What it was", "How it ended", "Confirmed cause"], [.. recent.Select(Row)]),
        };
    }

    private static string Counted(int episodes) => episodes == 1 ? "There was one earlier episode" : $"There were {episodes} earlier episodes";

    private static IReadOnlyList<string> Row(JsonObject issue) =>
    [
        issue.CreatedAt().UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        issue.Name(),
        issue.Text("status", "headline") ?? issue.Text("spec", "description") ?? "",
        issue.Text("status", "outcome") ?? "open",
        IncidentFile.CauseOf(issue) ?? "",
    ];
}
