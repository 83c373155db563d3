using System.Text;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.KnownGood.Comparison;
using YamlDotNet.Core;

namespace Autocura.Functions.Tests.KnownGood.Comparison;

/// <summary>The outline of a text beside what a YAML parser reads in it: it may give up, and never says anything else.</summary>
public sealed class TextOutlineTests
{
    private const int Texts = 2_000;

    private static readonly string[] Names = ["name", "level", "timeout", "max-size", "a.b", "\"quoted\"", "'single'", "x_y", "path/to", "on", "1"];

    private static readonly string[] Scalars =
        ["info", "1", "2.5", "true", "null", "~", "\"a: b\"", "'it''s'", "2s", "http://cart:80/x", "a b c", "x # not said", "[1, 2]", "{a: 1}", "'# kept'", "-1", "*.example", "\"\"", "http://h/#x", "a #b"];

    [Fact]
    public void Of_plain_maps_and_lists_it_says_what_a_parser_says()
    {
        var outlined = 0;
        for (var seed = 0; seed < Texts; seed++)
        {
            var text = new StringBuilder();
            Write(new Random(seed), text, indent: 0, depth: 0);
            outlined += Agrees(text.ToString()) ? 1 : 0;
        }

        outlined.ShouldBeGreaterThan(Texts * 3 / 4, "it is of use");
    }

    [Fact]
    public void Of_a_text_that_was_torn_it_says_what_a_parser_says_or_nothing()
    {
        for (var seed = 0; seed < Texts; seed++)
        {
            var random = new Random(seed);
            var text = new StringBuilder();
            Write(random, text, indent: 0, depth: 0);
            Agrees(Torn(random, text.ToString()));
        }
    }

    [Fact]
    public void A_text_of_several_lines_is_one_value() =>
        ((NormalNode.Fields)TextOutline.Yaml(["a: |", "  one", "  two: 2", "b: 1"])!).Items["a"].ShouldBe(new NormalNode.Scalar("\"one\\ntwo: 2\"", IsSecret: false));

    [Theory]
    [InlineData("a: 1\na: 2", "a name that stands twice")]
    [InlineData("a:\n\t- 1", "tabs")]
    [InlineData("a: [1,\n  2]", "a list over lines")]
    [InlineData("a: {b: 1,\n  c: 2}", "a map over lines")]
    [InlineData("a: \"one\n  two\"", "a text over lines")]
    [InlineData("a: one\n  two", "a text over lines without quotes")]
    [InlineData("just a text", "no map and no list")]
    public void What_it_cannot_lay_out_has_no_outline(string text, string what) => TextOutline.Yaml(text.Split('\n')).ShouldBeNull(what);

    private static bool Agrees(string text)
    {
        if (TextOutline.Yaml(text.Split('\n')) is not { } outline) return false;
        JsonNode? parsed;
        try
        {
            parsed = YamlTree.Parse(text);
        }
        catch (Exception malformed) when (malformed is YamlException or ArgumentException or InvalidCastException)
        {
            return false; // no YAML: then nobody reads it as such, and its outline only makes a difference shorter to say
        }

        Says(outline).ShouldBe(Says(parsed), text);
        return true;
    }

    /// <summary>Names and nesting, and each value as a parser reads it by itself.</summary>
    private static string Says(NormalNode node) => node switch
    {
        NormalNode.Fields fields => $"{{{string.Join(',', fields.Items.OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => $"{item.Key}:{Says(item.Value)}"))}}}",
        NormalNode.Keyed keyed => $"<{string.Join(',', keyed.Items.OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => Says(item.Value)))}>",
        NormalNode.Listed { Items: var items } => $"[{string.Join(',', items.Select(Says))}]",
        NormalNode.Scalar { Json: var json } => Says(Value(JsonNode.Parse(json)!.GetValue<string>())),
        _ => throw new ArgumentException($"An outline has no {node.GetType().Name}.", nameof(node)),
    };

    private static string Says(JsonNode? node) => node switch
    {
        JsonObject map => $"{{{string.Join(',', map.OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => $"{item.Key}:{Says(item.Value)}"))}}}",
        JsonArray list when list.All(item => item is JsonObject named && named["name"] is JsonValue) && list.Select(NameOf).Distinct().Count() == list.Count =>
            $"<{string.Join(',', list.OrderBy(NameOf, StringComparer.Ordinal).Select(Says))}>",
        JsonArray list => $"[{string.Join(',', list.Select(Says))}]",
        _ => $"{node}".Trim(),
    };

    private static string NameOf(JsonNode? item) => $"{item!["name"]}";

    /// <summary>What nobody can read by itself is shown as it stands, and is no value that a parser knows.</summary>
    private static JsonNode? Value(string written)
    {
        try
        {
            return written.Length == 0 ? null : YamlTree.Parse($"v: {written}")!["v"];
        }
        catch (YamlException unreadable)
        {
            return JsonValue.Create($"{written} ({unreadable.Message})");
        }
    }

    private static void Write(Random random, StringBuilder text, int indent, int depth)
    {
        if (depth > 0 && random.Next(3) == 0)
        {
            for (var i = random.Next(1, 4); i > 0; i--) Item(random, text, indent, depth);
            return;
        }

        foreach (var name in Names.OrderBy(_ => random.Next()).Take(random.Next(1, 4)))
        {
            text.Append(' ', indent).Append(name).Append(':');
            Below(random, text, indent, depth);
        }
    }

    private static void Item(Random random, StringBuilder text, int indent, int depth)
    {
        text.Append(' ', indent).Append("- ");
        if (random.Next(2) == 0)
        {
            text.Append(Scalars[random.Next(Scalars.Length)]).Append('\n');
            return;
        }

        text.Append("name: ").Append($"n{random.Next(5)}").Append('\n');
        if (random.Next(2) == 0) text.Append(' ', indent + 2).Append("level:");
        else return;
        Below(random, text, indent + 2, depth);
    }

    private static void Below(Random random, StringBuilder text, int indent, int depth)
    {
        if (depth < 3 && random.Next(3) == 0)
        {
            text.Append(random.Next(6) == 0 ? " # what follows\n" : "\n");
            Write(random, text, indent + 1 + random.Next(3), depth + 1);
            return;
        }

        text.Append(' ').Append(Scalars[random.Next(Scalars.Length)]).Append('\n');
        if (random.Next(5) == 0) text.Append(' ', random.Next(4)).Append("# said by the way\n");
        if (random.Next(8) == 0) text.Append('\n');
    }

    private static string Torn(Random random, string text)
    {
        var lines = text.Split('\n').ToList();
        var at = random.Next(lines.Count);
        lines[at] = random.Next(6) switch
        {
            0 => $" {lines[at]}",
            1 => lines[at].TrimStart(),
            2 => $"{lines[at]}:",
            3 => $"{lines[at]}   # and more",
            4 => lines[at].Replace(": ", ":", StringComparison.Ordinal),
            _ => $"- {lines[at]}",
        };
        return string.Join('\n', lines);
    }
}
