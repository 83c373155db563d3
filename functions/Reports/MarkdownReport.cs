using System.Buffers;
using System.Text;

namespace Autocura.Reports;

/// <summary>Writes a report as Markdown (CommonMark with tables). What comes from the cluster stays text: nothing in it is taken for markup.</summary>
internal static class MarkdownReport
{
    private static readonly SearchValues<char> Special = SearchValues.Create("\\`*_[]<>|~&");

    // What makes a heading or a list, at the beginning of a line.
    private static readonly SearchValues<char> Beginning = SearchValues.Create("#+-=");

    public static string Write(ReportDocument report)
    {
        var text = new StringBuilder($"# {Plain(report.Title)}\n");
        foreach (var section in report.Sections)
        {
            text.Append($"\n## {Plain(section.Heading)}\n");
            Write(text, section);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, ReportSection section)
    {
        foreach (var sentence in section.Sentences)
        {
            text.Append($"\n{Plain(sentence)}\n");
        }

        if (section.Points.Count > 0)
        {
            text.Append('\n').AppendJoin('\n', section.Points.Select(point => $"- {Plain(point)}")).Append('\n');
        }

        if (section.Table is { } table)
        {
            text.Append($"\n{Row(table.Columns)}\n{Row([.. table.Columns.Select(_ => "")]).Replace("  ", " --- ", StringComparison.Ordinal)}\n");
            text.AppendJoin('\n', table.Rows.Select(Row)).Append('\n');
        }
    }

    private static string Row(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells.Select(Plain))} |";

    /// <summary>One line, every sign that could mean something else escaped; a number at its beginning makes a list of one, which says the same.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var sign in text.ReplaceLineEndings(" "))
        {
            if (Special.Contains(sign) || (plain.Length == 0 && Beginning.Contains(sign))) plain.Append('\\');
            plain.Append(char.IsControl(sign) ? ' ' : sign);
        }

        return plain.ToString();
    }
}
