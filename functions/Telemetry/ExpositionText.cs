using System.Globalization;
using System.Text;

namespace Autocura.Telemetry;

/// <summary>Writes metric families as a real Prometheus scrapes them: in its text format 0.0.4, or as OpenMetrics 1.0.</summary>
public static class ExpositionText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public const string OpenMetricsType = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private const string CounterSuffix = "_total";

    public static string Write(IEnumerable<MetricFamily> families)
    {
        var text = new StringBuilder();
        foreach (var family in families)
        {
            Write(text, family, family.Name);
        }

        return text.ToString();
    }

    /// <summary>In OpenMetrics a counter's family has its name without the suffix, and the end is marked, so that half an answer is not taken for a whole one.</summary>
    public static string WriteOpenMetrics(IEnumerable<MetricFamily> families)
    {
        var text = new StringBuilder();
        foreach (var family in families)
        {
            Write(text, family, family.Kind == MetricKind.Counter && family.Name.EndsWith(CounterSuffix, StringComparison.Ordinal) ? family.Name[..^CounterSuffix.Length] : family.Name);
        }

        return text.Append("# EOF\n").ToString();
    }

    private static void Write(StringBuilder text, MetricFamily family, string name)
    {
        text.Append("# HELP ").Append(name).Append(' ').Append(Escape(family.Help, quotes: false)).Append('\n');
        text.Append("# TYPE ").Append(name).Append(' ').Append(TypeName(family.Kind)).Append('\n');
        foreach (var sample in family.Samples)
        {
            Write(text, sample);
        }
    }

    private static void Write(StringBuilder text, MetricSample sample)
    {
        text.Append(sample.Name);
        if (sample.Labels.Count > 0)
        {
            var separator = '{';
            foreach (var (name, value) in sample.Labels)
            {
                text.Append(separator).Append(name).Append("=\"").Append(Escape(value, quotes: true)).Append('"');
                separator = ',';
            }

            text.Append('}');
        }

        text.Append(' ').Append(Number(sample.Value)).Append('\n');
    }

    private static string TypeName(MetricKind kind) => kind switch
    {
        MetricKind.Gauge => "gauge",
        MetricKind.Counter => "counter",
        MetricKind.Histogram => "histogram",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The text format has no name for this metric type."),
    };

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        double.NaN => "NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Escape(string value, bool quotes)
    {
        if (value.AsSpan().IndexOfAny('\\', '\n', '"') < 0)
        {
            return value;
        }

        var escaped = value.Replace("\\", "\\\\").Replace("\n", "\\n");
        return quotes ? escaped.Replace("\"", "\\\"") : escaped;
    }
}
