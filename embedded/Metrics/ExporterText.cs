using System.Globalization;
using System.Text;

namespace Autocura.Embedded.Metrics;

/// <summary>Writes metric families in the Prometheus text format 0.0.4, so that a real Prometheus scrapes the simulated cluster.</summary>
public static class ExporterText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(IEnumerable<MetricFamily> families)
    {
        var text = new StringBuilder();
        foreach (var family in families)
        {
            text.Append("# HELP ").Append(family.Name).Append(' ').Append(Escape(family.Help, quotes: false)).Append('\n');
            text.Append("# TYPE ").Append(family.Name).Append(' ').Append(TypeName(family.Kind)).Append('\n');
            foreach (var sample in family.Samples)
            {
                Write(text, sample);
            }
        }

        return text.ToString();
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
