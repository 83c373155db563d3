namespace Autocura.Reports;

/// <summary>A report in the form that was asked for.</summary>
public sealed record ReportText(string Content, string ContentType)
{
    public static ReportText Markdown(ReportDocument report) => new(MarkdownReport.Write(report), "text/markdown; charset=utf-8");

    public static ReportText Html(ReportDocument report) => new(HtmlReport.Write(report), "text/html; charset=utf-8");
}
