using System.Globalization;
using System.Text;

namespace Autocura.Demo.Telemetry;

/// <summary>
/// Counts and times requests, in the text that Prometheus reads. Under two names: app_requests_total by endpoint, which the telemetry dashboard shows, and
/// http_requests_total by code, which the rules and measurements of Autocura ask for.
/// </summary>
public sealed class RequestMetrics(TelemetrySettings settings)
{
    private static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    private readonly Lock counting = new();
    private readonly SortedDictionary<(string Endpoint, string Method, string Status), long> requests = [];
    private readonly long[] buckets = new long[Bounds.Length + 1];
    private double seconds;

    public void Count(string endpoint, string method, string status, TimeSpan took)
    {
        var bucket = Array.FindIndex(Bounds, bound => took.TotalSeconds <= bound);
        lock (counting)
        {
            requests[(endpoint, method, status)] = requests.GetValueOrDefault((endpoint, method, status)) + 1;
            buckets[bucket < 0 ? Bounds.Length : bucket]++;
            seconds += took.TotalSeconds;
        }
    }

    public string Write(IReadOnlyDictionary<string, bool> dependencies)
    {
        var text = new StringBuilder();
        lock (counting)
        {
            Family(text, "app_requests_total", "counter", "Requests, by endpoint.", requests.Select(one =>
                ($"{{app=\"{Escaped(settings.Name)}\",endpoint=\"{Escaped(one.Key.Endpoint)}\",method=\"{Escaped(one.Key.Method)}\",status=\"{one.Key.Status}\"}}", (double)one.Value)));
            Family(text, "http_requests_total", "counter", "Requests, by code of the answer.", requests.GroupBy(one => one.Key.Status)
                .Select(group => ($"{{code=\"{group.Key}\"}}", (double)group.Sum(one => one.Value))));
            Histogram(text);
        }

        Family(text, "app_dependency_up", "gauge", "Whether what the application needs can be reached.", dependencies.Select(one => ($"{{dependency=\"{Escaped(one.Key)}\"}}", one.Value ? 1d : 0d)));
        Family(text, "app_info", "gauge", "What runs.", [($"{{app=\"{Escaped(settings.Name)}\",version=\"{Escaped(settings.Version)}\"}}", 1d)]);
        return text.ToString();
    }

    private void Histogram(StringBuilder text)
    {
        const string name = "http_request_duration_seconds";
        Head(text, name, "histogram", "How long requests took.");
        var below = 0L;
        for (var i = 0; i <= Bounds.Length; i++)
        {
            below += buckets[i];
            var bound = i < Bounds.Length ? Number(Bounds[i]) : "+Inf";
            text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{le=\"{bound}\"}} {below}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{name}_sum {Number(seconds)}\n{name}_count {below}\n");
    }

    private static void Family(StringBuilder text, string name, string type, string help, IEnumerable<(string Labels, double Value)> samples)
    {
        Head(text, name, type, help);
        foreach (var (labels, value) in samples)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}{labels} {Number(value)}\n");
        }
    }

    private static void Head(StringBuilder text, string name, string type, string help) => text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
