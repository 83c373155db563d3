namespace Autocura.Signals.Forests;

/// <summary>Reads one tree from bytes, and refuses what no growth would have made: scoring trusts what it finds in a tree.</summary>
internal sealed class TreeReading(BinaryReader input, ForestNodes nodes, int tree, int features)
{
    public void Read(int node, int level, int points)
    {
        nodes.Counts[(tree * ((2 * nodes.Inner) + 1)) + node] = points;
        var left = ForestBytes.Bounded(input, 0, level < nodes.Depth ? points - 1 : 0, "rows on the left");
        if (left == 0)
        {
            nodes.Close(tree, node, level, points);
            return;
        }

        var place = (tree * nodes.Inner) + node;
        var feature = ForestBytes.Bounded(input, 0, (2 * features) - 1, "as the number of a feature");
        var threshold = feature % 2 == 1 ? (float)input.ReadHalf() : input.ReadSingle();
        if (!float.IsFinite(threshold)) throw new FormatException($"A threshold of {threshold} cannot be.");
        nodes.Splits[place] = new Split(threshold, feature / 2);
        for (var term = place * nodes.Terms; nodes.Terms > 1 && term < (place + 1) * nodes.Terms; term++)
        {
            nodes.Slopes[term] = new Term(ForestBytes.Bounded(input, 0, features - 1, "as the number of a feature"), (float)input.ReadHalf());
        }

        Read((2 * node) + 1, level + 1, left);
        Read((2 * node) + 2, level + 1, points - left);
    }
}
