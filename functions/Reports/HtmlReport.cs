using System.Text;
using System.Text.Encodings.Web;

namespace Autocura.Reports;

/// <summary>Writes a report as one page of HTML that loads nothing: it may be saved, printed and sent.</summary>
internal static class HtmlReport
{
    public static string Write(ReportDocument report)
    {
        var page = new StringBuilder($"<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>{Plain(report.Title)}</title>\n<h1>{Plain(report.Title)}</h1>\n");
        foreach (var section in report.Sections)
        {
            page.Append($"<section>\n<h2>{Plain(section.Heading)}</h2>\n");
            page.AppendJoin("", section.Sentences.Select(sentence => $"<p>{Plain(sentence)}</p>\n"));
            if (section.Points.Count > 0) page.Append($"<ul>\n{string.Concat(section.Points.Select(point => $"<li>{Plain(point)}</li>\n"))}</ul>\n");
            if (section.Table is { } table) Write(page, table);
            page.Append("</section>\n");
        }

        return page.Append("</html>\n").ToString();
    }

    private static void Write(StringBuilder page, ReportTable table)
    {
        page.Append($"<table>\n<thead>{Row(table.Columns, "th")}</thead>\n<tbody>\n");
        page.AppendJoin("", table.Rows.Select(row => $"{Row(row, "td")}\n"));
        page.Append("</tbody>\n</table>\n");
    }

    private static string Row(IReadOnlyList<string> cells, string tag) => $"<tr>{string.Concat(cells.Select(cell => $"<{tag}>{Plain(cell)}</{tag}>"))}</tr>";

    private static string Plain(string text) => HtmlEncoder.Default.Encode(text);
}
