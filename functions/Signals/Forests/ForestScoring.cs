using System.Runtime.CompilerServices;

namespace Autocura.Signals.Forests;

/// <summary>
/// Sends scaled rows down all trees and adds up their paths. Tree after tree over a block of rows that stays in the first cache, four rows at a time:
/// one step waits for the memory that the step before named, and four wait together.
/// </summary>
internal static class ForestScoring
{
    /// <summary>Floats in a block of rows.</summary>
    public const int Block = 4_096;

    /// <summary>Adds each row's path lengths to its sum, in the order of the trees.</summary>
    public static void Add(ForestNodes nodes, ReadOnlySpan<float> rows, int features, Span<double> sums)
    {
        if (rows.Length < sums.Length * features) throw new ArgumentException("There are fewer rows than sums.", nameof(rows));
        for (var tree = 0; tree < nodes.Trees; tree++)
        {
            if (nodes.Terms == 1) AddAxes(nodes, tree, rows, features, sums);
            else AddSlopes(nodes, tree, rows, features, sums);
        }
    }

    // The reads are not checked: a split names a feature of a row, which growth and reading ensure, and a tree has all of its nodes. Checked, this takes twice as long.
    private static void AddAxes(ForestNodes nodes, int tree, ReadOnlySpan<float> rows, int features, Span<double> sums)
    {
        ref readonly var splits = ref nodes.Splits[tree * nodes.Inner];
        ref readonly var values = ref rows[0];
        var lengths = nodes.Lengths.AsSpan(tree << nodes.Depth, 1 << nodes.Depth);
        var (depth, slots, row) = (nodes.Depth, nodes.Inner, 0);
        for (; row + 4 <= sums.Length; row += 4)
        {
            ref readonly var one = ref Unsafe.Add(ref Unsafe.AsRef(in values), row * features);
            ref readonly var two = ref Unsafe.Add(ref Unsafe.AsRef(in one), features);
            ref readonly var three = ref Unsafe.Add(ref Unsafe.AsRef(in two), features);
            ref readonly var four = ref Unsafe.Add(ref Unsafe.AsRef(in three), features);
            int a = 0, b = 0, c = 0, d = 0;
            for (var level = 0; level < depth; level++)
            {
                a = Step(in splits, in one, a);
                b = Step(in splits, in two, b);
                c = Step(in splits, in three, c);
                d = Step(in splits, in four, d);
            }

            sums[row] += lengths[a - slots];
            sums[row + 1] += lengths[b - slots];
            sums[row + 2] += lengths[c - slots];
            sums[row + 3] += lengths[d - slots];
        }

        for (; row < sums.Length; row++)
        {
            var node = 0;
            for (var level = 0; level < depth; level++) node = Step(in splits, in Unsafe.Add(ref Unsafe.AsRef(in values), row * features), node);
            sums[row] += lengths[node - slots];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Step(ref readonly Split splits, ref readonly float row, int node)
    {
        ref var split = ref Unsafe.Add(ref Unsafe.AsRef(in splits), node);
        // As a number and not as a condition: which side a row takes is what a processor cannot guess.
        var isAbove = Unsafe.Add(ref Unsafe.AsRef(in row), split.Feature) > split.Threshold;
        return (2 * node) + 1 + Unsafe.BitCast<bool, byte>(isAbove);
    }

    private static void AddSlopes(ForestNodes nodes, int tree, ReadOnlySpan<float> rows, int features, Span<double> sums)
    {
        var splits = nodes.Splits.AsSpan(tree * nodes.Inner, nodes.Inner);
        for (var row = 0; row < sums.Length; row++)
        {
            var values = rows.Slice(row * features, features);
            var node = 0;
            for (var level = 0; level < nodes.Depth; level++)
            {
                node = (2 * node) + (!splits[node].IsLeaf && LevelOf(nodes.TermsOf(tree, node), values) > splits[node].Threshold ? 2 : 1);
            }

            sums[row] += nodes.Lengths[(tree << nodes.Depth) + node - nodes.Inner];
        }
    }

    /// <summary>Where a row lies along a slope.</summary>
    public static float LevelOf(ReadOnlySpan<Term> terms, ReadOnlySpan<float> row)
    {
        var level = 0f;
        foreach (var term in terms) level += term.Coefficient * row[term.Feature];
        return level;
    }
}
