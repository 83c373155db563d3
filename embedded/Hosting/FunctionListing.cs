using System.Text;
using Autocura.Embedded.Hosting.Http;
using Autocura.Embedded.Hosting.Invocation;

namespace Autocura.Embedded.Hosting;

/// <summary>The list of functions and their URLs that is printed at start, in the manner of <c>func host start</c>.</summary>
internal static class FunctionListing
{
    public static string Of(FunctionIndex index, IReadOnlyList<HttpRoute> routes, Uri url)
    {
        var text = new StringBuilder().AppendLine("Functions:").AppendLine();
        foreach (var function in index.Functions)
        {
            var route = routes.FirstOrDefault(r => r.Function == function);
            text.Append("  ").Append(function.Name).Append(": ").AppendLine(route is null ? function.TriggerKind : At(route, url));
        }

        return text.ToString();
    }

    private static string At(HttpRoute route, Uri url) =>
        $"[{(route.Methods.Count > 0 ? string.Join(',', route.Methods) : "ANY")}] {url.GetLeftPart(UriPartial.Authority)}/{route.Pattern.RawText}";
}
