using System.Text;
using System.Text.Json.Nodes;

namespace Autocura.KnownGood.Comparison;

/// <summary>
/// An object in the form in which two of them can be compared: what differs here differs in meaning. Lists that are maps are maps, in whatever order they
/// were written.
/// </summary>
internal abstract record NormalNode
{
    /// <summary>One text for one meaning; hashes are made of it.</summary>
    public string Canonical()
    {
        var text = new StringBuilder();
        Write(text);
        return text.ToString();
    }

    protected abstract void Write(StringBuilder into);

    private static void WriteMap(IReadOnlyDictionary<string, NormalNode> items, (char Open, char Close) brackets, StringBuilder into)
    {
        into.Append(brackets.Open);
        foreach (var (name, value) in items.OrderBy(item => item.Key, StringComparer.Ordinal))
        {
            into.Append(JsonValue.Create(name).ToJsonString()).Append(':');
            value.Write(into);
            into.Append(',');
        }

        into.Append(brackets.Close);
    }

    /// <summary>A number, a text or a flag, as JSON. One that is secret is compared and never shown.</summary>
    public sealed record Scalar(string Json, bool IsSecret) : NormalNode
    {
        protected override void Write(StringBuilder into) => into.Append(Json);
    }

    /// <summary>Fields by name: ".name" in a path.</summary>
    public sealed record Fields(IReadOnlyDictionary<string, NormalNode> Items) : NormalNode
    {
        protected override void Write(StringBuilder into) => WriteMap(Items, ('{', '}'), into);
    }

    /// <summary>Elements of a list by what tells them apart: "[name]" in a path.</summary>
    public sealed record Keyed(IReadOnlyDictionary<string, NormalNode> Items) : NormalNode
    {
        protected override void Write(StringBuilder into) => WriteMap(Items, ('<', '>'), into);
    }

    /// <summary>Elements of a list that nothing tells apart: "[0]" in a path. Where the order means nothing they are sorted.</summary>
    public sealed record Listed(IReadOnlyList<NormalNode> Items, bool InOrder) : NormalNode
    {
        protected override void Write(StringBuilder into)
        {
            into.Append('[');
            foreach (var item in Items)
            {
                item.Write(into);
                into.Append(',');
            }

            into.Append(']');
        }
    }

    /// <summary>A text of several lines, and what it says where that can be told ("json", "properties", "yaml"); without that it is compared by line.</summary>
    public sealed record Document(string Raw, string Format, NormalNode? Content) : NormalNode
    {
        protected override void Write(StringBuilder into)
        {
            if (Content is null)
            {
                into.Append(JsonValue.Create(Raw).ToJsonString());
                return;
            }

            into.Append(Format).Append('(');
            Content.Write(into);
            into.Append(')');
        }
    }
}
