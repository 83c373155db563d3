using System.Text.RegularExpressions;
using Autocura.Signals;
using Autocura.Signals.Scanning;

namespace Autocura.Metrics.Scan;

/// <summary>Fills the templates of the golden signals: for every service at once, or for a few.</summary>
internal sealed class ScanQueries(ScanOptions options)
{
    private const string Every = "namespace!=\"\"";

    public IReadOnlyList<string> Templates => [options.Rate, options.Errors, options.Latency];

    /// <summary>Of all services now.</summary>
    public string Now(string template) => Fill(template, options.Window, "", Every);

    /// <summary>Of all services over the past, until what is going on now began at the earliest.</summary>
    public string Usual(string template) => Fill(template, options.Past / 2, $" offset {PromQl.Duration(options.Window + options.MinimumDuration)}", Every);

    /// <summary>Of these services alone.</summary>
    public string Of(string template, IReadOnlyCollection<ServiceName> services) => Fill(
        template,
        options.Window,
        "",
        $"namespace=~{Any(services.Select(service => service.Namespace))},service=~{Any(services.Select(service => service.Service))}");

    // Names come from labels, which are free text: they stay text in a regular expression too.
    private static string Any(IEnumerable<string> names) => PromQl.Quote(string.Join('|', names.Distinct().Order(StringComparer.Ordinal).Select(Regex.Escape)));

    private static string Fill(string template, TimeSpan window, string offset, string of) => template
        .Replace("$window", PromQl.Duration(window), StringComparison.Ordinal)
        .Replace("$offset", offset, StringComparison.Ordinal)
        .Replace("$of", of, StringComparison.Ordinal);
}
