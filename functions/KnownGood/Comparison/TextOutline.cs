using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Autocura.KnownGood.Comparison;

/// <summary>
/// The outline of a text by its lines: what stands under what, and each value as it is written. It is no parser: a text that it cannot lay out line by line
/// (flow over lines, the same name twice, tabs) has no outline, and is compared by line.
/// </summary>
/// <remarks>
/// It is our own and no YAML library's: a difference shows values as people wrote them, quotes and all, and what compares refers to nothing but what is pure. The library besides
/// comes in one version with the Kubernetes client on Azure and in another with the embedded runtime, and an object must have one hash in both. Tests hold it to a parser.
/// </remarks>
internal static partial class TextOutline
{
    private const int MostLines = 2_000;

    /// <summary>"name = value" lines, whatever their order. Null when there are others.</summary>
    public static NormalNode? Properties(IReadOnlyList<string> lines)
    {
        var entries = new Dictionary<string, NormalNode>();
        foreach (var line in Meaningful(lines, '!'))
        {
            if (Property().Match(line) is not { Success: true } match || !entries.TryAdd(match.Groups["name"].Value, Value(match.Groups["name"].Value, match.Groups["value"].Value)))
            {
                return null;
            }
        }

        return entries.Count > 0 ? new NormalNode.Fields(entries) : null;
    }

    /// <summary>Maps and lists by indentation. Null when it is not YAML of that plain kind.</summary>
    public static NormalNode? Yaml(IReadOnlyList<string> lines)
    {
        var kept = Meaningful(lines, '#').Where(line => line.Trim() != "---").Select(line => new Line(line)).ToList();
        if (kept.Count is 0 or > MostLines || kept.Exists(line => !line.IsPlain))
        {
            return null;
        }

        var next = 0;
        var root = Block(kept, ref next, kept[0].Indent, "");
        return next == kept.Count && root is not NormalNode.Scalar ? root : null;
    }

    private static IEnumerable<string> Meaningful(IReadOnlyList<string> lines, char comment) =>
        lines.Where(line => line.AsSpan().TrimStart() is [var first, ..] && first != '#' && first != comment);

    private static NormalNode.Scalar Value(string name, string value) =>
        new(JsonValue.Create(value.Trim()).ToJsonString(), SecretNames.IsSecret(name));

    /// <summary>All lines of one indentation, with what is below each.</summary>
    private static NormalNode? Block(List<Line> lines, ref int next, int indent, string name)
    {
        if (lines[next].IsItem)
        {
            return Items(lines, ref next, indent, name);
        }

        var fields = new Dictionary<string, NormalNode>();
        while (next < lines.Count && lines[next].Indent == indent && !lines[next].IsItem)
        {
            var line = lines[next++];
            if (line.Key is not { } key || Below(lines, ref next, line, key) is not { } below || !fields.TryAdd(key, below))
            {
                return null;
            }
        }

        return new NormalNode.Fields(fields);
    }

    private static NormalNode? Items(List<Line> lines, ref int next, int indent, string name)
    {
        var items = new List<NormalNode>();
        while (next < lines.Count && lines[next].Indent == indent && lines[next].IsItem)
        {
            // What follows the dash is the first line of a block of its own.
            var first = lines[next].AfterDash();
            NormalNode? item;
            if (first.IsItem || (first.Key is null && first.Text.EndsWith(':')))
            {
                return null; // a list in a list on one line, or a name that is no plain one
            }

            if (first.Key is null)
            {
                next++;
                item = Value(name, first.Text);
            }
            else
            {
                lines[next] = first;
                item = Block(lines, ref next, first.Indent, name);
            }

            if (item is null)
            {
                return null;
            }

            items.Add(item);
        }

        return Named(items) as NormalNode ?? new NormalNode.Listed(items, InOrder: true);
    }

    /// <summary>Elements that all have a name of their own are told apart by it.</summary>
    private static NormalNode.Keyed? Named(List<NormalNode> items)
    {
        var names = items.OfType<NormalNode.Fields>().Select(item => item.Items.GetValueOrDefault("name")).OfType<NormalNode.Scalar>().Select(scalar => scalar.Json.Trim('"')).ToList();
        return names.Count == items.Count && names.Distinct().Count() == names.Count
            ? new NormalNode.Keyed(names.Zip(items).ToDictionary(pair => pair.First, pair => pair.Second))
            : null;
    }

    private static NormalNode? Below(List<Line> lines, ref int next, Line line, string key)
    {
        var hasBelow = next < lines.Count && (lines[next].Indent > line.Indent || (lines[next].Indent == line.Indent && lines[next].IsItem && line.Value.Length == 0));
        return hasBelow switch
        {
            _ when line.Value.EndsWith(':') => null,
            false => Value(key, line.Value),
            true when line.Value is ['|' or '>', ..] => Literal(lines, ref next, line.Indent, key),
            true => line.Value.Length == 0 ? Block(lines, ref next, lines[next].Indent, key) : null,
        };
    }

    private static NormalNode.Scalar Literal(List<Line> lines, ref int next, int indent, string key)
    {
        var text = new List<string>();
        while (next < lines.Count && lines[next].Indent > indent)
        {
            text.Add(lines[next++].Text);
        }

        return Value(key, string.Join('\n', text));
    }

    [GeneratedRegex(@"^\s*(export\s+)?(?<name>[A-Za-z_][\w.\-]*)\s*=\s*(?<value>.*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Property();

    [GeneratedRegex(@"^(?<name>""[^""]*""|'[^']*'|[^\s:{}\[\],&*#?|<>=!%@`""'-]((?!\s#)[^:{}\[\]""])*?):(\s+(?<value>.*))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Entry();

    private sealed class Line
    {
        public Line(string raw)
            : this(raw.Length - raw.TrimStart(' ').Length, raw.Trim(), !raw.Contains('\t', StringComparison.Ordinal))
        {
        }

        private Line(int indent, string text, bool isPlain)
        {
            var entry = Entry().Match(text);
            (Indent, Text, IsPlain) = (indent, text, isPlain);
            Key = entry.Success ? entry.Groups["name"].Value.Trim('"', '\'') : null;
            Value = entry.Groups["value"].Value.Trim() is not ['#', ..] and var value ? value : "";
        }

        public int Indent { get; }

        public string Text { get; }

        public bool IsPlain { get; }

        public bool IsItem => Text is "-" || Text.StartsWith("- ");

        public string? Key { get; }

        public string Value { get; }

        public Line AfterDash()
        {
            var rest = Text.Length > 1 ? Text[1..] : "";
            return new Line(Indent + 1 + rest.Length - rest.TrimStart().Length, rest.Trim(), IsPlain);
        }
    }
}
