namespace Autocura.Embedded.Cluster.OpenApi.Cel;

/// <summary>What a piece of an expression is.</summary>
internal enum CelTokenKind
{
    /// <summary>The end of the text.</summary>
    End,

    /// <summary>A name, or a word with a meaning such as <c>in</c>.</summary>
    Name,

    /// <summary>A number, a text, true, false or null.</summary>
    Literal,

    /// <summary>An operator or a bracket.</summary>
    Symbol,
}

/// <summary>A piece of an expression and where it stands.</summary>
internal readonly record struct CelToken(CelTokenKind Kind, string Text, object? Value, int Position)
{
    public bool Is(string symbol) => Kind == CelTokenKind.Symbol && Text == symbol;

    public bool IsWord(string word) => Kind == CelTokenKind.Name && Text == word;
}
