using Autocura.Signals.Forests;
using Autocura.Signals.Series;

namespace Autocura.Signals.Training;

/// <summary>
/// A series as rows of ten successive values, oldest first: what a value is beside those before it. A row whose newest value is missing, or more than three of whose values
/// are, is none.
/// </summary>
public static class LagRows
{
    /// <summary>Values in a row.</summary>
    public const int Width = 10;

    private const int MostMissing = 3;

    /// <summary>All rows of a series, by the moment of their newest value.</summary>
    /// <param name="points">In order; what was not measured is missing or NaN.</param>
    /// <param name="step">The time between two values.</param>
    public static IReadOnlyList<LagRow> Of(IReadOnlyList<SeriesPoint> points, TimeSpan step)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count == 0) return [];
        var grid = Grid(points, step);
        var rows = new List<LagRow>();
        for (var newest = Width - 1; newest < grid.Length; newest++)
        {
            var values = grid[(newest - Width + 1)..(newest + 1)];
            if (double.IsFinite(values[^1]) && values.Count(value => !double.IsFinite(value)) <= MostMissing) rows.Add(new LagRow(points[0].At + (newest * step), values));
        }

        return rows;
    }

    /// <summary>The rows as a forest takes them.</summary>
    public static FeatureRows Table(IEnumerable<LagRow> rows) => new(rows.SelectMany(row => row.Values).ToArray(), Width);

    private static double[] Grid(IReadOnlyList<SeriesPoint> points, TimeSpan step)
    {
        var grid = new double[IndexOf(points[^1].At) + 1];
        Array.Fill(grid, double.NaN);
        foreach (var point in points) grid[IndexOf(point.At)] = point.Value;
        return grid;

        int IndexOf(DateTimeOffset at) => (int)Math.Round((at - points[0].At) / step);
    }
}

/// <summary>Ten successive values, the newest last.</summary>
public sealed record LagRow(DateTimeOffset At, double[] Values)
{
    public double Newest => Values[^1];
}
