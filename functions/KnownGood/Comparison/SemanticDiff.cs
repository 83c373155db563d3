using Autocura.Cluster.Readers;
using Autocura.Diagnosis.Surroundings;

namespace Autocura.KnownGood.Comparison;

/// <summary>What is different in meaning between two objects, field by field, in an order of its own; values are redacted and cut.</summary>
internal static class SemanticDiff
{
    /// <summary>All differences; none when the hashes of the two are equal.</summary>
    public static IReadOnlyList<FieldChange> Between(NormalNode before, NormalNode after) => [.. Nodes("", before, after)];

    private static IEnumerable<FieldChange> Nodes(string path, NormalNode? before, NormalNode? after) => (before, after) switch
    {
        (null, null) => [],
        (NormalNode.Fields old, NormalNode.Fields now) => Maps(old.Items, now.Items, name => path.Length == 0 ? name : $"{path}.{name}"),
        (NormalNode.Keyed old, NormalNode.Keyed now) => Maps(old.Items, now.Items, name => $"{path}[{name}]"),
        (NormalNode.Listed old, NormalNode.Listed now) => Lists(path, old, now),
        (NormalNode.Document { Content: { } old } one, NormalNode.Document { Content: { } now } other) when one.Format == other.Format => Nodes(path, old, now),
        (NormalNode.Document old, NormalNode.Document now) => Lines(path, old.Raw, now.Raw),
        (null, { } now) when Single(path, now) is { } leaf => Nodes(leaf.Path, null, leaf.Leaf),
        ({ } old, null) when Single(path, old) is { } leaf => Nodes(leaf.Path, leaf.Leaf, null),
        _ => before?.Canonical() == after?.Canonical() ? [] : [new FieldChange(path, FieldText.Of(before), FieldText.Of(after))],
    };

    private static IEnumerable<FieldChange> Maps(IReadOnlyDictionary<string, NormalNode> before, IReadOnlyDictionary<string, NormalNode> after, Func<string, string> pathOf) =>
        before.Keys.Union(after.Keys)
            .Order(StringComparer.Ordinal)
            .SelectMany(name => Nodes(pathOf(name), before.GetValueOrDefault(name), after.GetValueOrDefault(name)));

    private static IEnumerable<FieldChange> Lists(string path, NormalNode.Listed before, NormalNode.Listed after)
    {
        var (old, now) = before.InOrder && after.InOrder ? InOrder(before.Items, after.Items) : Unmatched(before.Items, after.Items);
        for (var i = 0; i < Math.Max(old.Count, now.Count); i++)
        {
            var place = i < now.Count ? now[i].Index : old[i].Index;
            foreach (var change in Nodes($"{path}[{place}]", i < old.Count ? old[i].Node : null, i < now.Count ? now[i].Node : null))
            {
                yield return change;
            }
        }
    }

    /// <summary>What is left between the same beginning and the same end.</summary>
    private static (List<(int Index, NormalNode Node)> Old, List<(int Index, NormalNode Node)> Now) InOrder(IReadOnlyList<NormalNode> before, IReadOnlyList<NormalNode> after)
    {
        var (old, now) = (before.Select(item => item.Canonical()).ToList(), after.Select(item => item.Canonical()).ToList());
        var start = 0;
        while (start < old.Count && start < now.Count && old[start] == now[start])
        {
            start++;
        }

        var end = 0;
        while (end < old.Count - start && end < now.Count - start && old[^(end + 1)] == now[^(end + 1)])
        {
            end++;
        }

        return (Slice(before, start, end), Slice(after, start, end));
    }

    private static List<(int Index, NormalNode Node)> Slice(IReadOnlyList<NormalNode> items, int start, int end) =>
        [.. items.Select((node, index) => (index, node)).Skip(start).Take(items.Count - start - end)];

    /// <summary>Elements that the other side does not have.</summary>
    private static (List<(int Index, NormalNode Node)> Old, List<(int Index, NormalNode Node)> Now) Unmatched(IReadOnlyList<NormalNode> before, IReadOnlyList<NormalNode> after)
    {
        var counts = after.Select(item => item.Canonical()).CountBy(text => text).ToDictionary();
        var old = new List<(int, NormalNode)>();
        foreach (var (node, index) in before.Select((node, index) => (node, index)))
        {
            var text = node.Canonical();
            if (counts.GetValueOrDefault(text) > 0)
            {
                counts[text]--;
            }
            else
            {
                old.Add((index, node));
            }
        }

        var now = new List<(int, NormalNode)>();
        foreach (var (node, index) in after.Select((node, index) => (node, index)).Reverse())
        {
            var text = node.Canonical();
            if (counts[text] > 0)
            {
                counts[text]--;
                now.Insert(0, (index, node));
            }
        }

        return (old, now);
    }

    private static IEnumerable<FieldChange> Lines(string path, string before, string after) =>
        TextChange.Between(before, after).Select(change => new FieldChange($"{path}[line {change.Line}]", FieldText.Shown(change.Before), FieldText.Shown(change.After)));

    /// <summary>The only leaf below a node, with its path; null when there are several, or it is one itself.</summary>
    private static (string Path, NormalNode Leaf)? Single(string path, NormalNode node) => node switch
    {
        NormalNode.Fields { Items.Count: 1 } fields => Deepest($"{path}.{fields.Items.Keys.First()}", fields.Items.Values.First()),
        NormalNode.Keyed { Items.Count: 1 } keyed => Deepest($"{path}[{keyed.Items.Keys.First()}]", keyed.Items.Values.First()),
        _ => null,
    };

    private static (string Path, NormalNode Leaf) Deepest(string path, NormalNode node) => Single(path, node) ?? (path, node);
}
