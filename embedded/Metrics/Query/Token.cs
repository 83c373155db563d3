namespace Autocura.Embedded.Metrics.Query;

internal enum TokenKind
{
    Identifier,
    Number,
    Duration,
    Text,
    Symbol,
    End,
}

/// <summary>A word of the language and where it stands. A string's text is already unescaped.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Position)
{
    /// <summary>Keywords are words in any case; whether one is a keyword depends on where it stands.</summary>
    public bool IsWord(string word) => Kind == TokenKind.Identifier && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool IsSymbol(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    public override string ToString() => Kind switch
    {
        TokenKind.End => "end of input",
        TokenKind.Text => $"string {Autocura.Metrics.PromQl.Quote(Text)}",
        _ => $"\"{Text}\"",
    };
}
