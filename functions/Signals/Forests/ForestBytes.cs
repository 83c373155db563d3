namespace Autocura.Signals.Forests;

/// <summary>
/// A forest as bytes, about four for each split: which rows go left, by which feature, and at what threshold. What can be told from these is not written. A
/// forest that is read scores exactly as the one that was written; bytes that are no forest are refused, whatever they are.
/// </summary>
public static class ForestBytes
{
    private const byte Format = 1;
    private const int MostFeatures = 4_096;

    public static byte[] Write(IsolationForest forest)
    {
        ArgumentNullException.ThrowIfNull(forest);
        using var bytes = new MemoryStream();
        using var output = new BinaryWriter(bytes);
        output.Write(Format);
        foreach (var number in new[] { forest.Features, forest.Trees, forest.Sample, forest.Nodes.Terms }) output.Write7BitEncodedInt(number);
        output.Write(forest.Threshold);
        foreach (var number in forest.Scale.Centres.Concat(forest.Scale.Factors)) output.Write(number);
        for (var tree = 0; tree < forest.Trees; tree++) Write(output, forest.Nodes, tree, 0);
        output.Flush();
        return bytes.ToArray();
    }

    /// <exception cref="FormatException">These bytes are no forest, or one of another version.</exception>
    public static IsolationForest Read(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        try
        {
            using var input = new BinaryReader(new MemoryStream(bytes));
            var forest = Read(input);
            return input.BaseStream.Position == bytes.Length ? forest : throw new FormatException("There is more behind the forest.");
        }
        catch (EndOfStreamException ended)
        {
            throw new FormatException("The forest is cut off.", ended);
        }
    }

    private static IsolationForest Read(BinaryReader input)
    {
        if (input.ReadByte() is var format && format != Format) throw new FormatException($"A forest of format {format} cannot be read; this version reads {Format}.");
        var features = Bounded(input, 1, MostFeatures, "features");
        var trees = Bounded(input, 1, 1_000, "trees");
        var sample = Bounded(input, 2, 4_096, "rows in a sample");
        var nodes = new ForestNodes(trees, (int)Math.Ceiling(Math.Log2(sample)), Bounded(input, 1, Math.Min(64, features), "features in a split"));
        var threshold = input.ReadDouble();
        var scale = new FeatureScale(Numbers(input, features), Numbers(input, features));
        for (var tree = 0; tree < trees; tree++) new TreeReading(input, nodes, tree, features).Read(0, 0, sample);
        return new IsolationForest(scale, nodes, sample) { Threshold = threshold };
    }

    private static double[] Numbers(BinaryReader input, int count)
    {
        var numbers = new double[count];
        for (var index = 0; index < count; index++) numbers[index] = input.ReadDouble();
        return numbers.All(double.IsFinite) ? numbers : throw new FormatException("A scale of NaN or infinity cannot be.");
    }

    internal static int Bounded(BinaryReader input, int least, int most, string what)
    {
        var number = input.Read7BitEncodedInt();
        return number >= least && number <= most ? number : throw new FormatException($"{number} {what} cannot be: there are {least} to {most}.");
    }

    /// <summary>A node, then those below it, the left ones first. A leaf has nobody on the left.</summary>
    private static void Write(BinaryWriter output, ForestNodes nodes, int tree, int node)
    {
        var split = node < nodes.Inner ? nodes.Splits[(tree * nodes.Inner) + node] : Split.Leaf;
        output.Write7BitEncodedInt(split.IsLeaf ? 0 : nodes.Counts[(tree * ((2 * nodes.Inner) + 1)) + (2 * node) + 1]);
        if (split.IsLeaf) return;
        var isShort = (float)(Half)split.Threshold == split.Threshold;
        output.Write7BitEncodedInt((2 * split.Feature) + (isShort ? 1 : 0));
        if (isShort) output.Write((Half)split.Threshold);
        else output.Write(split.Threshold);
        if (nodes.Terms > 1) Write(output, nodes.TermsOf(tree, node));
        Write(output, nodes, tree, (2 * node) + 1);
        Write(output, nodes, tree, (2 * node) + 2);
    }

    private static void Write(BinaryWriter output, ReadOnlySpan<Term> terms)
    {
        foreach (var term in terms)
        {
            output.Write7BitEncodedInt(term.Feature);
            output.Write((Half)term.Coefficient);
        }
    }
}
