using Autocura.Embedded.Metrics.Storage;

namespace Autocura.Embedded.Metrics.Query;

/// <summary>Parses <c>name{matchers}[range] offset d</c>.</summary>
internal sealed class SelectorParser(TokenStream tokens)
{
    public Expression Read()
    {
        var position = tokens.Current.Position;
        var matchers = new List<LabelMatcher>();
        if (tokens.Current.Kind == TokenKind.Identifier)
        {
            matchers.Add(new LabelMatcher(LabelSet.MetricName, LabelMatch.Equal, tokens.Take().Text));
        }

        if (tokens.TakeSymbol("{"))
        {
            ReadMatchers(matchers);
        }

        if (matchers.All(matcher => matcher.Matches("")))
        {
            throw QueryException.Parse(position, "vector selector must contain at least one non-empty matcher");
        }

        var range = ReadRange();
        var vector = new VectorExpression(position, new Selection(matchers), ReadOffset());
        return range is { } length ? new RangeExpression(position, vector, length) : vector;
    }

    /// <summary>Ranges and offsets belong to selectors; anywhere else they are refused with what they would mean.</summary>
    public void RefuseModifiers(string subject)
    {
        var token = tokens.Current;
        if (token.IsSymbol("["))
        {
            throw QueryException.Parse(token.Position, $"subqueries are not supported here: a range may follow a selector, not {subject}");
        }

        if (token.IsWord("offset"))
        {
            throw QueryException.Parse(token.Position, $"offset modifier must be preceded by an instant or range selector, not {subject}");
        }

        RefuseAt();
    }

    private void ReadMatchers(List<LabelMatcher> matchers)
    {
        while (!tokens.Current.IsSymbol("}"))
        {
            matchers.Add(ReadMatcher());
            if (!tokens.TakeSymbol(","))
            {
                break;
            }
        }

        tokens.ExpectSymbol("}", "label matching");
    }

    private LabelMatcher ReadMatcher()
    {
        var label = tokens.Expect(TokenKind.Identifier, "label matching", "expected label or \"}\"").Text;
        var match = tokens.Take() switch
        {
            { Kind: TokenKind.Symbol, Text: "=" } => LabelMatch.Equal,
            { Kind: TokenKind.Symbol, Text: "!=" } => LabelMatch.NotEqual,
            { Kind: TokenKind.Symbol, Text: "=~" } => LabelMatch.Regex,
            { Kind: TokenKind.Symbol, Text: "!~" } => LabelMatch.NotRegex,
            var other => throw QueryException.Parse(other.Position, $"unexpected {other} in label matching, expected label matching operator"),
        };
        var value = tokens.Expect(TokenKind.Text, "label matching", "expected string");
        try
        {
            return new LabelMatcher(label, match, value.Text);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw QueryException.Parse(value.Position, $"error parsing regexp: {exception.Message}");
        }
    }

    private TimeSpan? ReadRange()
    {
        if (!tokens.TakeSymbol("["))
        {
            return null;
        }

        var range = tokens.ExpectDuration("matrix selector");
        if (tokens.Current.IsSymbol(":"))
        {
            throw QueryException.Parse(tokens.Current.Position, "subqueries are not supported here");
        }

        tokens.ExpectSymbol("]", "matrix selector");
        return range > TimeSpan.Zero ? range : throw QueryException.Parse(tokens.Current.Position, "duration must be greater than 0");
    }

    private TimeSpan ReadOffset()
    {
        RefuseAt();
        if (!tokens.TakeWord("offset"))
        {
            return TimeSpan.Zero;
        }

        var negative = tokens.TakeSymbol("-");
        var offset = tokens.ExpectDuration("offset");
        RefuseAt();
        return negative ? -offset : offset;
    }

    private void RefuseAt()
    {
        if (tokens.Current.IsSymbol("@"))
        {
            throw QueryException.Parse(tokens.Current.Position, "the @ modifier is not supported here");
        }
    }
}
