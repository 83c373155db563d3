using System.Text.RegularExpressions;
using Autocura.Signals;
using Autocura.Signals.Scanning;

namespace Autocura.Metrics.Scan;

/// <summary>Fills the templates of the golden signals: for every service of a cluster at once, or for a few.</summary>
/// <param name="options">The templates.</param>
/// <param name="cluster">A matcher that chooses the cluster; empty where there is only one.</param>
internal sealed class ScanQueries(ScanOptions options, string cluster)
{
    private static readonly (string Namespace, string Service) Plain = ("namespace", "service");
    private static readonly (string Namespace, string Service) Queue = ("namespace", "consumergroup");
    private static readonly (string Namespace, string Service) Mesh = ("destination_service_namespace", "destination_service_name");

    public IReadOnlyList<string> Templates => options.Backlog.Length > 0 ? [options.Rate, options.Errors, options.Latency, options.Backlog] : [options.Rate, options.Errors, options.Latency];

    /// <summary>Pods near their memory limit; null when nobody can be asked about those of this cluster.</summary>
    public string? Memory => options.Memory.Length == 0 || (cluster.Length > 0 && !options.Memory.Contains("$of", StringComparison.Ordinal)) ? null : Now(options.Memory);

    /// <summary>Of all services now.</summary>
    public string Now(string template) => Fill(template, options.Window, "", names => $"{names.Namespace}!=\"\"");

    /// <summary>Of all services over the past, until what is going on now began at the earliest.</summary>
    public string Usual(string template) =>
        Fill(template, options.Past / 2, $" offset {PromQl.Duration(options.Window + options.MinimumDuration)}", names => $"{names.Namespace}!=\"\"");

    /// <summary>Of these services alone.</summary>
    public string Of(string template, IReadOnlyCollection<ServiceName> services) => Fill(
        template,
        options.Window,
        "",
        names => $"{names.Namespace}=~{Any(services.Select(service => service.Namespace))},{names.Service}=~{Any(services.Select(service => service.Service))}");

    public string Rate => options.Rate;

    public string Errors => options.Errors;

    public string Latency => options.Latency;

    /// <summary>Of all services of these namespaces, over a window.</summary>
    public string In(IReadOnlyCollection<string> namespaces, string template, TimeSpan window) => Fill(template, window, "", names => $"{names.Namespace}=~{Any(namespaces)}");

    // Names come from labels, which are free text: they stay text in a regular expression too.
    private static string Any(IEnumerable<string> names) => PromQl.Quote(string.Join('|', names.Distinct().Order(StringComparer.Ordinal).Select(Regex.Escape)));

    private string Fill(string template, TimeSpan window, string offset, Func<(string Namespace, string Service), string> of) => template
        .Replace("$window", PromQl.Duration(window), StringComparison.Ordinal)
        .Replace("$offset", offset, StringComparison.Ordinal)
        .Replace("$queue", WithCluster(of(Queue)), StringComparison.Ordinal)
        .Replace("$of", WithCluster(of(Plain)), StringComparison.Ordinal)
        .Replace("$mesh", WithCluster(of(Mesh)), StringComparison.Ordinal);

    private string WithCluster(string matchers) => cluster.Length == 0 ? matchers : $"{matchers},{cluster}";
}
