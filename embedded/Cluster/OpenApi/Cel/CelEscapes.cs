using System.Globalization;

namespace Autocura.Embedded.Cluster.OpenApi.Cel;

/// <summary>The two places where a name or a text is not written as it is: escapes in literals, and field names that are no identifiers.</summary>
internal static class CelEscapes
{
    private const string Plain = "abfnrtv\\?\"'`";
    private const string Meant = "\a\b\f\n\r\t\v\\?\"'`";

    // Words that CEL reserves: a field of that name is written with underscores around it.
    private static readonly HashSet<string> Reserved =
    [
        "true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package", "namespace",
        "return", "var", "void", "while",
    ];

    /// <summary>Reads the escape at <paramref name="at"/>, which is moved behind it.</summary>
    public static string Read(string text, ref int at)
    {
        var start = at++;
        var letter = at < text.Length ? text[at++] : '\0';
        if (Plain.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var known && letter != '\0')
        {
            return Meant[known].ToString();
        }

        var length = letter switch { 'x' or 'X' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (length > 0 && at + length <= text.Length && int.TryParse(text.AsSpan(at, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            at += length;
            return char.ConvertFromUtf32(code);
        }

        throw new CelCompileException(start, $"Syntax error: '\\{letter}' is no escape");
    }

    /// <summary>The name by which an expression reaches a field; null when it cannot.</summary>
    public static string? FieldName(string name)
    {
        if (Reserved.Contains(name))
        {
            return $"__{name}__";
        }

        var escaped = name.Replace("__", "__underscores__", StringComparison.Ordinal).Replace(".", "__dot__", StringComparison.Ordinal)
            .Replace("-", "__dash__", StringComparison.Ordinal).Replace("/", "__slash__", StringComparison.Ordinal);
        return escaped.Length > 0 && !char.IsAsciiDigit(escaped[0]) && escaped.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') ? escaped : null;
    }
}
