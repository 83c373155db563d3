using Autocura.Reports;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Autocura.Triggers;

/// <summary>A report as an answer: Markdown, or HTML for who asks for it; nothing in it may load or run anything.</summary>
internal static class ReportPage
{
    public static ContentResult Of(HttpRequest request, ReportDocument report)
    {
        var format = request.Query["format"];
        var isHtml = format.Count > 0 ? format == "html" : request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
        var text = isHtml ? ReportText.Html(report) : ReportText.Markdown(report);
        request.HttpContext.Response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        return new ContentResult { Content = text.Content, ContentType = text.ContentType };
    }
}
