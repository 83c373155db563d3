using System.Globalization;

namespace Autocura.Benchmarks.Numbers.RootCause;

/// <summary>A CSV file of series: a row per time, a column per series, empty where nothing was measured; a column <c>phase</c> may tell normal from abnormal.</summary>
internal sealed class SeriesTable
{
    private readonly string[] header;
    private readonly List<string[]> rows;
    private readonly int phase;

    private SeriesTable(string[] header, List<string[]> rows)
    {
        (this.header, this.rows) = (header, rows);
        phase = Array.IndexOf(header, "phase");
    }

    public IEnumerable<string> Columns => header.Where(name => name.Contains('|', StringComparison.Ordinal));

    public static SeriesTable Read(string path)
    {
        var lines = File.ReadAllLines(path);
        return new SeriesTable(lines[0].Split(','), [.. lines.Skip(1).Where(line => line.Length > 0).Select(line => line.Split(','))]);
    }

    public bool IsNamed(string column) => Array.IndexOf(header, column) >= 0;

    /// <summary>What was measured in a column, in the rows of one phase or (null) in all.</summary>
    public List<double> Values(string column, bool? isAbnormal) => Moments(column, isAbnormal).FindAll(double.IsFinite);

    /// <summary>A value a row, NaN where nothing was measured; empty where there is no such column.</summary>
    public List<double> Moments(string column, bool? isAbnormal)
    {
        var index = Array.IndexOf(header, column);
        return index < 0 ? [] : [.. rows
            .Where(row => isAbnormal is null || phase < 0 || row[phase] == "abnormal" == isAbnormal)
            .Select(row => row[index])
            .Select(cell => cell.Length > 0 ? double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture) : double.NaN)];
    }
}
