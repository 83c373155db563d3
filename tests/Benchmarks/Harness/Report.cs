using System.Globalization;

namespace Autocura.Benchmarks.Harness;

/// <summary>Prints results as Markdown, so that a run can be pasted into docs/performance.md as it is.</summary>
internal sealed class Report(TextWriter output)
{
    public void Title(string text) => output.WriteLine($"\n### {text}\n");

    public void Text(string text) => output.WriteLine($"{text}\n");

    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object>> rows)
    {
        Row(columns);
        Row([.. columns.Select((_, index) => index == 0 ? "---" : "---:")]);
        foreach (var row in rows) Row([.. row.Select(Shown)]);
        output.WriteLine();
    }

    /// <summary>Three digits that mean something; more would only be noise.</summary>
    public static string Shown(object value) => value switch
    {
        double number when double.IsNaN(number) => "",
        double number when Math.Abs(number) >= 100 => number.ToString("N0", CultureInfo.InvariantCulture),
        double number when Math.Abs(number) >= 10 => number.ToString("0.0", CultureInfo.InvariantCulture),
        double number => number.ToString("0.00", CultureInfo.InvariantCulture),
        int or long => string.Format(CultureInfo.InvariantCulture, "{0:N0}", value),
        _ => value.ToString() ?? "",
    };

    private void Row(IReadOnlyList<string> cells) => output.WriteLine($"| {string.Join(" | ", cells)} |");
}
