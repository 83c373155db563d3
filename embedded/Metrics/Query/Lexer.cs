namespace Autocura.Embedded.Metrics.Query;

/// <summary>Cuts a query into tokens.</summary>
internal sealed class Lexer(string source)
{
    private static readonly string[] Symbols =
        ["==", "!=", "=~", "!~", ">=", "<=", "(", ")", "{", "}", "[", "]", ",", "+", "-", "*", "/", "%", "^", "=", ">", "<", ":", "@"];

    private int position;

    public static List<Token> Tokens(string source)
    {
        var (lexer, tokens) = (new Lexer(source), new List<Token>());
        do
        {
            tokens.Add(lexer.Next());
        }
        while (tokens[^1].Kind != TokenKind.End);
        return tokens;
    }

    private char Current => Peek(0);

    private Token Next()
    {
        SkipBlanks();
        var start = position;
        return Current switch
        {
            '\0' when position >= source.Length => new Token(TokenKind.End, "", start),
            '"' or '\'' or '`' => new Token(TokenKind.Text, StringLiteral.Read(source, ref position), start),
            '.' when char.IsAsciiDigit(Peek(1)) => NumberOrDuration(start),
            >= '0' and <= '9' => NumberOrDuration(start),
            // A name may contain colons but not begin with one here: that colon belongs to a subquery.
            var c when char.IsAsciiLetter(c) || c == '_' => Word(start),
            _ => Symbol(start),
        };
    }

    private Token Word(int start)
    {
        Advance(c => char.IsAsciiLetterOrDigit(c) || c is '_' or ':');
        return new Token(TokenKind.Identifier, source[start..position], start);
    }

    private Token NumberOrDuration(int start)
    {
        if (Current == '0' && Peek(1) is 'x' or 'X')
        {
            position += 2;
            Advance(char.IsAsciiHexDigit);
            return new Token(TokenKind.Number, source[start..position], start);
        }

        Advance(c => char.IsAsciiDigit(c) || c == '.');
        if (Current is 'e' or 'E' && (char.IsAsciiDigit(Peek(1)) || (Peek(1) is '+' or '-' && char.IsAsciiDigit(Peek(2)))))
        {
            position += 2;
            Advance(char.IsAsciiDigit);
            return new Token(TokenKind.Number, source[start..position], start);
        }

        if (!char.IsAsciiLetter(Current))
        {
            return new Token(TokenKind.Number, source[start..position], start);
        }

        Advance(char.IsAsciiLetterOrDigit);
        return new Token(TokenKind.Duration, source[start..position], start);
    }

    private Token Symbol(int start)
    {
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(source, position, symbol, 0, symbol.Length) == 0)
            {
                position += symbol.Length;
                return new Token(TokenKind.Symbol, symbol, start);
            }
        }

        throw QueryException.Parse(start, $"unexpected character: '{Current}'");
    }

    private void SkipBlanks()
    {
        while (char.IsWhiteSpace(Current) || Current == '#')
        {
            if (Current == '#')
            {
                Advance(c => c != '\n');
            }
            else
            {
                position++;
            }
        }
    }

    private void Advance(Func<char, bool> belongs)
    {
        while (position < source.Length && belongs(source[position]))
        {
            position++;
        }
    }

    private char Peek(int ahead) => position + ahead < source.Length ? source[position + ahead] : '\0';
}
