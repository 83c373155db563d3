namespace Autocura.Signals.Forests;

/// <summary>
/// Shares the shortening of a row's path among the features that were cut. Before a cut of n points the path was expected to go on for c(n) steps, behind it
/// for 1 + c(n'), with n' the points on the row's side: the difference is the cut's doing. Along the path the differences add up to c(ψ) − h.
/// </summary>
internal static class ForestCredit
{
    public static void Share(ForestNodes nodes, ReadOnlySpan<float> row, Span<double> steps)
    {
        steps.Clear();
        for (var tree = 0; tree < nodes.Trees; tree++) Walk(nodes, tree, row, steps);
        foreach (ref var step in steps) step /= nodes.Trees;
    }

    private static void Walk(ForestNodes nodes, int tree, ReadOnlySpan<float> row, Span<double> steps)
    {
        var splits = nodes.Splits.AsSpan(tree * nodes.Inner, nodes.Inner);
        var counts = nodes.Counts.AsSpan(tree * ((2 * nodes.Inner) + 1), (2 * nodes.Inner) + 1);
        var node = 0;
        while (node < splits.Length && !splits[node].IsLeaf)
        {
            var split = splits[node];
            var terms = nodes.Terms == 1 ? [] : nodes.TermsOf(tree, node);
            var level = nodes.Terms == 1 ? row[split.Feature] : ForestScoring.LevelOf(terms, row);
            var next = (2 * node) + (level > split.Threshold ? 2 : 1);
            var saved = PathLength.Of(counts[node]) - 1 - PathLength.Of(counts[next]);
            if (nodes.Terms == 1) steps[split.Feature] += saved;
            else Divide(saved, terms, row, steps);
            node = next;
        }
    }

    private static void Divide(double saved, ReadOnlySpan<Term> terms, ReadOnlySpan<float> row, Span<double> steps)
    {
        var whole = 0.0;
        foreach (var term in terms) whole += Math.Abs(term.Coefficient * row[term.Feature]);
        foreach (var term in terms) steps[term.Feature] += saved * (whole > 0 ? Math.Abs(term.Coefficient * row[term.Feature]) / whole : 1.0 / terms.Length);
    }
}
