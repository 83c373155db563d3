using System.Runtime.CompilerServices;

namespace Autocura.Signals.Forests;

/// <summary>
/// Grows one tree: draws its rows, then cuts them at random until every point is alone, equal to its neighbours or as deep as the tree may be. A feature that
/// does not change in a node is not drawn there, since nothing can be cut by it.
/// </summary>
internal sealed class TreeGrowth
{
    private readonly ForestNodes nodes;
    private readonly int tree;
    private readonly int size;
    private readonly float[] columns;
    private readonly float[] slope;
    private readonly int[] order;
    private readonly int[] features;
    private TreeDraws draws;

    private TreeGrowth(ForestNodes nodes, int tree, FeatureRows rows, FeatureScale scale, (int Size, ulong Seed) sample)
    {
        this.nodes = nodes;
        this.tree = tree;
        draws = new TreeDraws(sample.Seed, tree);
        size = sample.Size;
        order = [.. Enumerable.Range(0, size)];
        features = [.. Enumerable.Range(0, rows.Features)];
        slope = new float[nodes.Terms == 1 ? 0 : size];
        columns = Columns(rows, scale, Draw(rows.Count));
    }

    public static void Grow(ForestNodes nodes, int tree, FeatureRows rows, FeatureScale scale, (int Size, ulong Seed) sample)
    {
        var growth = new TreeGrowth(nodes, tree, rows, scale, sample);
        growth.Grow(0, 0, 0, growth.size);
    }

    /// <summary>Rows without repetition (Floyd's method, Bentley 1987): as many steps as rows are drawn, however many there are to draw from.</summary>
    private int[] Draw(int count)
    {
        var drawn = new int[size];
        var isDrawn = new HashSet<int>(size);
        for (var index = 0; index < size; index++)
        {
            var last = count - size + index;
            drawn[index] = draws.Below(last + 1);
            if (!isDrawn.Add(drawn[index])) isDrawn.Add(drawn[index] = last);
        }

        return drawn;
    }

    /// <summary>The drawn rows, scaled, feature after feature: a cut reads one of them.</summary>
    private float[] Columns(FeatureRows rows, FeatureScale scale, int[] drawn)
    {
        var scaled = new float[size * rows.Features];
        for (var index = 0; index < size; index++)
        {
            var row = rows[drawn[index]];
            for (var feature = 0; feature < row.Length; feature++) scaled[(feature * size) + index] = scale.Apply(row[feature], feature);
        }

        return scaled;
    }

    private void Grow(int node, int level, int from, int to)
    {
        nodes.Counts[(tree * ((2 * nodes.Inner) + 1)) + node] = to - from;
        if (to - from < 2 || level == nodes.Depth || !TryCut(node, order.AsSpan(from, to - from), out var lower))
        {
            nodes.Close(tree, node, level, to - from);
            return;
        }

        Grow((2 * node) + 1, level + 1, from, from + lower);
        Grow((2 * node) + 2, level + 1, from + lower, to);
    }

    /// <summary>Cuts the rows of a node in two, and puts those below the threshold first. A threshold is random, so it may as well be a number of two bytes.</summary>
    private bool TryCut(int node, Span<int> rows, out int lower)
    {
        var levels = nodes.Terms == 1 ? Axis(rows, out var feature) : Slope(node, rows, out feature);
        lower = 0;
        if (levels.IsEmpty) return false;
        var (least, most) = Range(levels, rows);
        var threshold = (float)(least + (draws.Share() * (most - least)));
        if (!(threshold < most)) threshold = least;
        if ((float)(Half)threshold is var shorter && shorter >= least && shorter < most) threshold = shorter;
        nodes.Splits[(tree * nodes.Inner) + node] = new Split(threshold, feature);
        for (var index = 0; index < rows.Length; index++)
        {
            // Swapped whether it belongs there or not: which side a row takes is what a processor cannot guess.
            var row = rows[index];
            rows[index] = rows[lower];
            rows[lower] = row;
            lower += Unsafe.BitCast<bool, byte>(levels[row] <= threshold);
        }

        return true;
    }

    /// <summary>The values of a feature that changes among the rows, each as likely; empty when none does.</summary>
    private ReadOnlySpan<float> Axis(ReadOnlySpan<int> rows, out int feature)
    {
        for (var tried = 0; tried < features.Length; tried++)
        {
            feature = Next(tried);
            var column = columns.AsSpan(feature * size, size);
            if (Range(column, rows) is var (least, most) && most > least) return column;
        }

        feature = 0;
        return [];
    }

    /// <summary>The rows seen along a random direction among features that change; empty when none does.</summary>
    private ReadOnlySpan<float> Slope(int node, ReadOnlySpan<int> rows, out int first)
    {
        var terms = nodes.Slopes.AsSpan(((tree * nodes.Inner) + node) * nodes.Terms, nodes.Terms);
        var found = 0;
        foreach (var row in rows) slope[row] = 0;
        for (var tried = 0; tried < features.Length && found < terms.Length; tried++)
        {
            var feature = Next(tried);
            var column = columns.AsSpan(feature * size, size);
            if (Range(column, rows) is var (least, most) && !(most > least)) continue;
            terms[found] = new Term(feature, (float)(Half)draws.Normal());
            foreach (var row in rows) slope[row] += terms[found].Coefficient * column[row];
            found++;
        }

        first = terms[0].Feature;
        return found > 0 && Range(slope, rows) is var (low, high) && high > low ? slope : [];
    }

    /// <summary>A feature that has not been tried in this node.</summary>
    private int Next(int tried)
    {
        var other = tried + draws.Below(features.Length - tried);
        (features[tried], features[other]) = (features[other], features[tried]);
        return features[tried];
    }

    private static (float Least, float Most) Range(ReadOnlySpan<float> levels, ReadOnlySpan<int> rows)
    {
        var (least, most) = (float.MaxValue, float.MinValue);
        foreach (var row in rows)
        {
            var level = levels[row];
            least = level < least ? level : least;
            most = level > most ? level : most;
        }

        return (least, most);
    }
}
