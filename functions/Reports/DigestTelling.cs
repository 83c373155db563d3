using Autocura.Guardrails.Notices;

namespace Autocura.Reports;

/// <summary>A digest as people are told it in a message: its first lines, a row of a table as one of them.</summary>
internal static class DigestTelling
{
    private const int MostLines = 12;
    private const int LongestLine = 300;

    public static WeekDigest Of(string week, DateTimeOffset at, ReportDocument report) =>
        new(week, at, report.Title, [.. report.Sections.Select(section => new DigestSection(section.Heading, Lines(section)))]);

    private static List<string> Lines(ReportSection section)
    {
        List<string> all = [.. section.Sentences, .. section.Points, .. section.Table?.Rows.Select(row => Row(section.Table.Columns, row)) ?? []];
        return [.. all.Take(MostLines).Select(Bounded), .. all.Count > MostLines ? [$"and {all.Count - MostLines} more"] : Array.Empty<string>()];
    }

    /// <summary>"Deployment shop/cart: Incidents 3, Times 2".</summary>
    private static string Row(IReadOnlyList<string> columns, IReadOnlyList<string> cells) =>
        $"{cells[0]}: {string.Join(", ", cells.Zip(columns).Skip(1).Select(cell => cells.Count == 2 ? cell.First : $"{cell.Second} {cell.First}"))}";

    private static string Bounded(string line) => line.Length <= LongestLine ? line : $"{line[..LongestLine]}…";
}
