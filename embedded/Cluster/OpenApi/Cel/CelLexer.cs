using System.Globalization;
using System.Text;

namespace Autocura.Embedded.Cluster.OpenApi.Cel;

/// <summary>Takes the text of an expression apart. Unsigned numbers and bytes are refused: no rule about a JSON object needs them.</summary>
internal sealed class CelLexer
{
    private static readonly string[] Symbols = ["&&", "||", "==", "!=", "<=", ">=", "(", ")", "[", "]", "{", "}", "?", ":", ",", ".", "+", "-", "*", "/", "%", "<", ">", "!"];
    private readonly string text;
    private readonly List<CelToken> tokens = [];
    private int at;

    private CelLexer(string text) => this.text = text;

    public static IReadOnlyList<CelToken> Read(string text)
    {
        var lexer = new CelLexer(text);
        while (lexer.ReadNext())
        {
        }

        return lexer.tokens;
    }

    private bool ReadNext()
    {
        SkipBlanks();
        if (at == text.Length)
        {
            tokens.Add(new(CelTokenKind.End, "", null, at));
            return false;
        }

        if (char.IsAsciiDigit(text[at]))
        {
            ReadNumber();
        }
        else if (QuoteLength(at) > 0 || (text[at] is 'r' or 'R' && QuoteLength(at + 1) > 0))
        {
            ReadText();
        }
        else if (char.IsAsciiLetter(text[at]) || text[at] == '_')
        {
            ReadName();
        }
        else
        {
            ReadSymbol();
        }

        return true;
    }

    private void SkipBlanks()
    {
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || text.AsSpan(at).StartsWith("//")))
        {
            at = text[at] != '/' ? at + 1 : text.IndexOf('\n', at) is >= 0 and var end ? end : text.Length;
        }
    }

    private void ReadNumber()
    {
        var start = at;
        var isHex = text.AsSpan(at).StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        at += isHex ? 2 : 0;
        while (at < text.Length && (isHex ? char.IsAsciiHexDigit(text[at]) : IsDecimal(start)))
        {
            at++;
        }

        var number = text[start..at];
        if (at < text.Length && text[at] is 'u' or 'U')
        {
            throw new CelCompileException(start, "unsigned numbers are not supported here");
        }

        object? value = null;
        if (isHex && long.TryParse(number.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hex))
        {
            value = hex;
        }
        else if (!isHex && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var whole))
        {
            value = whole;
        }
        else if (number.AsSpan().IndexOfAny('.', 'e', 'E') >= 0 && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var real))
        {
            value = real;
        }

        tokens.Add(new(CelTokenKind.Literal, number, value ?? throw new CelCompileException(start, $"Syntax error: '{number}' is no number"), start));
    }

    // A dot belongs to the number only before a digit, a sign only after the exponent.
    private bool IsDecimal(int start) => text[at] switch
    {
        '.' => at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]),
        'e' or 'E' => true,
        '+' or '-' => at > start && text[at - 1] is 'e' or 'E',
        var digit => char.IsAsciiDigit(digit),
    };

    private void ReadName()
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
        {
            at++;
        }

        var name = text[start..at];
        tokens.Add(name switch
        {
            "true" => new(CelTokenKind.Literal, name, true, start),
            "false" => new(CelTokenKind.Literal, name, false, start),
            "null" => new(CelTokenKind.Literal, name, null, start),
            "b" or "B" or "br" or "rb" when QuoteLength(at) > 0 => throw new CelCompileException(start, "bytes are not supported here"),
            _ => new(CelTokenKind.Name, name, null, start),
        });
    }

    private void ReadSymbol()
    {
        var symbol = Array.Find(Symbols, known => text.AsSpan(at).StartsWith(known, StringComparison.Ordinal))
            ?? throw new CelCompileException(at, $"Syntax error: token recognition error at: '{text[at]}'");
        tokens.Add(new(CelTokenKind.Symbol, symbol, null, at));
        at += symbol.Length;
    }

    private int QuoteLength(int index) => index < text.Length && text[index] is '"' or '\''
        ? text.AsSpan(index).StartsWith(new string(text[index], 3)) ? 3 : 1
        : 0;

    private void ReadText()
    {
        var start = at;
        var isRaw = text[at] is 'r' or 'R';
        at += isRaw ? 1 : 0;
        var quote = new string(text[at], QuoteLength(at));
        at += quote.Length;
        var value = new StringBuilder();
        while (!text.AsSpan(at).StartsWith(quote, StringComparison.Ordinal))
        {
            if (at >= text.Length)
            {
                throw new CelCompileException(start, "Syntax error: the text has no end");
            }

            if (text[at] == '\\' && !isRaw)
            {
                value.Append(CelEscapes.Read(text, ref at));
            }
            else
            {
                value.Append(text[at++]);
            }
        }

        at += quote.Length;
        tokens.Add(new(CelTokenKind.Literal, text[start..at], value.ToString(), start));
    }
}
