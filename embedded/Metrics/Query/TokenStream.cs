namespace Autocura.Embedded.Metrics.Query;

/// <summary>Walks over the tokens of one query, one ahead.</summary>
internal sealed class TokenStream(string source)
{
    private readonly List<Token> tokens = Lexer.Tokens(source);
    private int next;

    public Token Current => tokens[next];

    public Token Following => tokens[Math.Min(next + 1, tokens.Count - 1)];

    public Token Take() => tokens[Current.Kind == TokenKind.End ? next : next++];

    public bool TakeSymbol(string symbol) => TakeIf(Current.IsSymbol(symbol));

    public bool TakeWord(string word) => TakeIf(Current.IsWord(word));

    public Token ExpectSymbol(string symbol, string where) =>
        Current.IsSymbol(symbol) ? Take() : throw Unexpected(where, $"expected \"{symbol}\"");

    public Token Expect(TokenKind kind, string where, string expected) => Current.Kind == kind ? Take() : throw Unexpected(where, expected);

    public TimeSpan ExpectDuration(string where)
    {
        var token = Current;
        return token.Kind == TokenKind.Duration && DurationLiteral.TryParse(token.Text) is { } duration
            ? Taken(duration)
            : throw Unexpected(where, "expected duration");
    }

    /// <summary>A comma-separated list of label names in parentheses.</summary>
    public List<string> ExpectLabelNames(string where)
    {
        ExpectSymbol("(", where);
        var names = new List<string>();
        while (!Current.IsSymbol(")"))
        {
            names.Add(Expect(TokenKind.Identifier, where, "expected label").Text);
            if (!TakeSymbol(","))
            {
                break;
            }
        }

        ExpectSymbol(")", where);
        return names;
    }

    public QueryException Unexpected(string where, string expected) =>
        QueryException.Parse(Current.Position, $"unexpected {Current} in {where}, {expected}");

    private bool TakeIf(bool condition)
    {
        if (condition)
        {
            next++;
        }

        return condition;
    }

    private T Taken<T>(T value)
    {
        next++;
        return value;
    }
}
