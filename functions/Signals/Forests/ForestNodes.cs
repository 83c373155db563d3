namespace Autocura.Signals.Forests;

/// <summary>
/// All trees of a forest in flat arrays. A tree has all nodes down to its full depth: the children of node i are 2i + 1 and 2i + 2, and every row takes as many
/// steps, so that a step is a few instructions without a branch. A node that is a leaf sends every row left, down to the one slot that holds its path length.
/// </summary>
/// <param name="trees">How many there are.</param>
/// <param name="depth">Steps from the root to a slot.</param>
/// <param name="terms">Features that one split looks at.</param>
internal sealed class ForestNodes(int trees, int depth, int terms)
{
    public int Trees => trees;

    public int Depth => depth;

    public int Terms => terms;

    /// <summary>Nodes above the slots, in one tree.</summary>
    public int Inner => (1 << depth) - 1;

    /// <summary>The splits, tree after tree; a leaf has the threshold infinity.</summary>
    public Split[] Splits { get; } = Filled(trees * ((1 << depth) - 1));

    /// <summary>The terms of each split, where it is a slope; else empty.</summary>
    public Term[] Slopes { get; } = new Term[terms == 1 ? 0 : trees * ((1 << depth) - 1) * terms];

    /// <summary>Path lengths, by the slot that a row ends in.</summary>
    public float[] Lengths { get; } = new float[trees << depth];

    /// <summary>Training rows in each node, slots included.</summary>
    public int[] Counts { get; } = new int[trees * ((2 << depth) - 1)];

    public ReadOnlySpan<Term> TermsOf(int tree, int node) => Slopes.AsSpan(((tree * Inner) + node) * terms, terms);

    /// <summary>Makes a node a leaf: what comes to it ends in its leftmost slot, with the steps so far and those that its points would still take.</summary>
    public void Close(int tree, int node, int level, int points)
    {
        var slot = ((node + 1) << (depth - level)) - 1 - Inner;
        Lengths[(tree << depth) + slot] = (float)(level + PathLength.Of(points));
    }

    private static Split[] Filled(int count)
    {
        var splits = new Split[count];
        Array.Fill(splits, Split.Leaf);
        return splits;
    }
}

/// <summary>Rows whose feature is above the threshold go right.</summary>
internal readonly record struct Split(float Threshold, int Feature)
{
    public static readonly Split Leaf = new(float.PositiveInfinity, 0);

    public bool IsLeaf => Threshold == float.PositiveInfinity;
}

/// <summary>What one feature adds to the level of a slope.</summary>
internal readonly record struct Term(int Feature, float Coefficient);
