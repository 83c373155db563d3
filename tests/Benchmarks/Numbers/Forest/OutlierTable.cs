using System.Globalization;
using Autocura.Signals.Forests;

namespace Autocura.Benchmarks.Numbers.Forest;

/// <summary>Rows of which it is known which are outliers. The labels judge; no method sees them.</summary>
internal sealed record OutlierTable(string Name, FeatureRows Rows, IReadOnlyList<bool> IsOutlier)
{
    /// <summary>Reads a CSV of numbers with a heading, the label last.</summary>
    public static OutlierTable Read(string path)
    {
        var rows = File.ReadLines(path).Skip(1).Select(line => line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray()).ToList();
        return new OutlierTable(Path.GetFileNameWithoutExtension(path), new FeatureRows(rows.SelectMany(row => row[..^1]).ToArray(), rows[0].Length - 1), [.. rows.Select(row => row[^1] > 0)]);
    }

    /// <summary>A table of our own: a ring of usual rows, and outliers within and without, in the first two of a few features.</summary>
    public static OutlierTable Ring(int count, int features)
    {
        var chance = new Random(7);
        var values = new double[count * features];
        var isOutlier = new bool[count];
        for (var row = 0; row < count; row++)
        {
            isOutlier[row] = row % 40 == 0;
            var (angle, radius) = (2 * Math.PI * chance.NextDouble(), isOutlier[row] ? 8 * chance.NextDouble() : 4 + chance.NextDouble());
            for (var feature = 0; feature < features; feature++)
            {
                values[(row * features) + feature] = feature switch { 0 => radius * Math.Cos(angle), 1 => radius * Math.Sin(angle), _ => chance.NextDouble() };
            }
        }

        return new OutlierTable("ring", new FeatureRows(values, features), isOutlier);
    }

    /// <summary>Writes it as it is read.</summary>
    public void Write(string path)
    {
        using var output = new StreamWriter(path);
        output.WriteLine(string.Join(',', Enumerable.Range(0, Rows.Features).Select(feature => $"x{feature}").Append("label")));
        for (var row = 0; row < Rows.Count; row++) output.WriteLine($"{string.Join(',', Rows[row].ToArray().Select(value => value.ToString("R", CultureInfo.InvariantCulture)))},{(IsOutlier[row] ? 1 : 0)}");
    }

    /// <summary>The area under the ROC curve: how probably an outlier scores above another row, ties counting half.</summary>
    public double AreaOf(double[] scores)
    {
        var order = Enumerable.Range(0, scores.Length).OrderBy(row => scores[row]).ToArray();
        var (ranks, outliers) = (0.0, IsOutlier.Count(outlier => outlier));
        for (int begin = 0, end; begin < order.Length; begin = end)
        {
            end = begin + order.Skip(begin).TakeWhile(row => scores[row].Equals(scores[order[begin]])).Count();
            ranks += order[begin..end].Count(row => IsOutlier[row]) * ((begin + end + 1) / 2.0);
        }

        return (ranks - (outliers * (outliers + 1.0) / 2)) / (outliers * (double)(order.Length - outliers));
    }
}
