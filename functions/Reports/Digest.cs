using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;
using MathNet.Numerics.Statistics;

namespace Autocura.Reports;

/// <summary>What a week was like: how many incidents there were and how they ended, what comes again and again, and which remedies hold.</summary>
internal static class Digest
{
    private const int Most = 10;

    /// <param name="issues">Every Issue of the time.</param>
    /// <param name="plans">Every plan of the time.</param>
    /// <param name="span">The time.</param>
    /// <param name="gaps">Clusters that could not be read, and why.</param>
    public static ReportDocument Of(IReadOnlyList<JsonObject> issues, IReadOnlyList<JsonObject> plans, (DateTimeOffset From, DateTimeOffset To) span, IReadOnlyList<string> gaps) =>
        new($"Incidents from {Day(span.From)} to {Day(span.To)}", [.. new[]
        {
            Summary(issues, gaps),
            Ranking("Where it happened", "Workload", issues, IncidentFile.WorkloadOf),
            Repeated(issues),
            Remedies(plans),
            Waiting(issues),
        }.OfType<ReportSection>()]);

    private static ReportSection Summary(IReadOnlyList<JsonObject> issues, IReadOnlyList<string> gaps)
    {
        var times = issues.Where(one => one.Text("status", "outcome") is "Healed").Select(Seconds).OfType<double>().Order().ToArray();
        List<string> sentences = [issues.Count switch { 0 => "There were no incidents.", 1 => "There was one incident.", var many => $"There were {many} incidents." }];
        if (times.Length > 0) sentences.Add($"Those that were healed ({times.Length}) took {IncidentReport.Span(TimeSpan.FromSeconds(SortedArrayStatistics.Quantile(times, 0.5)))} in the median and {IncidentReport.Span(TimeSpan.FromSeconds(SortedArrayStatistics.Quantile(times, 0.9)))} in the slowest tenth.");
        return new ReportSection("Summary")
        {
            Sentences = sentences,
            Points = [.. gaps],
            Table = issues.Count == 0 ? null : new ReportTable(["Ending", "Incidents"], [.. issues.CountBy(one => one.Text("status", "outcome") ?? "open").OrderByDescending(pair => pair.Value).Select(pair => (IReadOnlyList<string>)[pair.Key, $"{pair.Value}"])]),
        };
    }

    private static ReportSection? Ranking(string heading, string column, IReadOnlyList<JsonObject> issues, Func<JsonObject, string> key) => issues.Count == 0 ? null : new ReportSection(heading)
    {
        Table = new ReportTable([column, "Incidents"], [.. issues.CountBy(key).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(Most).Select(pair => (IReadOnlyList<string>)[pair.Key, $"{pair.Value}"])]),
    };

    private static ReportSection? Repeated(IReadOnlyList<JsonObject> issues)
    {
        var again = issues.Where(one => IncidentFile.CauseOf(one) is not null).CountBy(one => (IncidentFile.WorkloadOf(one), IncidentFile.CauseOf(one)!)).Where(pair => pair.Value > 1).OrderByDescending(pair => pair.Value).Take(Most).ToList();
        return again.Count == 0 ? null : new ReportSection("Cured, and back again")
        {
            Sentences = ["The same cause was cured more than once: the remedy treats the symptom."],
            Table = new ReportTable(["Workload", "Cause", "Times"], [.. again.Select(pair => (IReadOnlyList<string>)[pair.Key.Item1, pair.Key.Item2, $"{pair.Value}"])]),
        };
    }

    private static ReportSection? Remedies(IReadOnlyList<JsonObject> plans)
    {
        var tried = plans.Where(plan => plan.Text("status", "state") is "Completed" or "Failed" or "RolledBack").ToList();
        return tried.Count == 0 ? null : new ReportSection("What was done")
        {
            Table = new ReportTable(["Action", "Helped", "Did not help", "Taken back"],
            [.. tried.GroupBy(plan => plan.Items("spec", "actions").FirstOrDefault()?.Text("type") ?? "").OrderByDescending(group => group.Count()).Take(Most)
                .Select(group => (IReadOnlyList<string>)[group.Key, Count(group, "Completed"), Count(group, "Failed"), Count(group, "RolledBack")])]),
        };
    }

    private static ReportSection? Waiting(IReadOnlyList<JsonObject> issues)
    {
        var waiting = issues.Where(one => one.Text("status", "state") == "AwaitingApproval").ToList();
        return waiting.Count == 0 ? null : new ReportSection("Waiting for a decision") { Points = [.. waiting.Take(Most).Select(one => $"{IncidentFile.WorkloadOf(one)}: {one.Text("status", "headline")}")] };
    }

    private static string Count(IEnumerable<JsonObject> plans, string state) => $"{plans.Count(plan => plan.Text("status", "state") == state)}";

    private static double? Seconds(JsonObject issue) => issue.Time("status", "detectedAt") is { } from && issue.Time("status", "resolvedAt") is { } to ? (to - from).TotalSeconds : null;

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
