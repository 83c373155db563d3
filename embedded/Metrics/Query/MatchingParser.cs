namespace Autocura.Embedded.Metrics.Query;

/// <summary>Parses what may stand after a binary operator: <c>bool</c>, <c>on</c> or <c>ignoring</c>, <c>group_left</c> or <c>group_right</c>.</summary>
internal static class MatchingParser
{
    public static (Matching Matching, bool ReturnsBool) Read(TokenStream tokens, BinaryOperator op)
    {
        var position = tokens.Current.Position;
        var returnsBool = tokens.TakeWord("bool");
        if (returnsBool && !op.IsComparison)
        {
            throw QueryException.Parse(position, "bool modifier can only be used on comparison operators");
        }

        var on = tokens.TakeWord("on");
        if (!on && !tokens.TakeWord("ignoring"))
        {
            return (Matching.Default, returnsBool);
        }

        var labels = tokens.ExpectLabelNames("grouping");
        var (many, include) = ReadGroup(tokens, op);
        var twice = on ? include.FirstOrDefault(labels.Contains) : null;
        return twice is null
            ? (new Matching(on, labels, many, include), returnsBool)
            : throw QueryException.Parse(position, $"label \"{twice}\" must not occur in ON and GROUP clause at once");
    }

    private static (ManySide Many, List<string> Include) ReadGroup(TokenStream tokens, BinaryOperator op)
    {
        var position = tokens.Current.Position;
        var left = tokens.TakeWord("group_left");
        if (!left && !tokens.TakeWord("group_right"))
        {
            return (ManySide.None, []);
        }

        if (op.IsSet)
        {
            throw QueryException.Parse(position, $"no grouping allowed for \"{op.Symbol}\" operation");
        }

        var include = tokens.Current.IsSymbol("(") ? tokens.ExpectLabelNames("grouping") : [];
        return (left ? ManySide.Left : ManySide.Right, include);
    }
}
