using System.Globalization;
using System.Text;

namespace Autocura.Embedded.Metrics.Query;

/// <summary>Reads a quoted string with the escapes of Go, which PromQL has taken over; back quotes take everything as it stands.</summary>
internal static class StringLiteral
{
    public static string Read(string source, ref int position)
    {
        var start = position;
        var quote = source[position++];
        var text = new StringBuilder();
        while (true)
        {
            if (position >= source.Length || (source[position] == '\n' && quote != '`'))
            {
                throw QueryException.Parse(start, "unterminated quoted string");
            }

            var c = source[position++];
            if (c == quote)
            {
                return text.ToString();
            }

            if (c == '\\' && quote != '`')
            {
                Escape(source, ref position, text);
            }
            else
            {
                text.Append(c);
            }
        }
    }

    private static void Escape(string source, ref int position, StringBuilder text)
    {
        var c = position < source.Length ? source[position++] : '\0';
        _ = c switch
        {
            'n' => text.Append('\n'),
            't' => text.Append('\t'),
            'r' => text.Append('\r'),
            'a' => text.Append('\a'),
            'b' => text.Append('\b'),
            'f' => text.Append('\f'),
            'v' => text.Append('\v'),
            '\\' or '"' or '\'' => text.Append(c),
            'x' => text.Append((char)Hex(source, ref position, 2)),
            'u' => text.Append((char)Hex(source, ref position, 4)),
            'U' => text.Append(char.ConvertFromUtf32(Hex(source, ref position, 8))),
            _ => throw QueryException.Parse(position - 1, $"unknown escape sequence '\\{c}'"),
        };
    }

    private static int Hex(string source, ref int position, int digits)
    {
        if (position + digits > source.Length
            || !int.TryParse(source.AsSpan(position, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || code is < 0 or > 0x10ffff or (>= 0xd800 and <= 0xdfff))
        {
            throw QueryException.Parse(position, $"illegal character in escape sequence: {digits} hexadecimal digits expected");
        }

        position += digits;
        return code;
    }
}
