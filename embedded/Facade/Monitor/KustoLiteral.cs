using System.Globalization;
using System.Text;

namespace Azure.Monitor.Query;

/// <summary>Values as KQL writes them, so that no text can change a query.</summary>
internal static class KustoLiteral
{
    public static object Of(object? value) => value switch
    {
        null => "dynamic(null)",
        string text => Quote(text),
        bool flag => flag ? "true" : "false",
        DateTimeOffset time => $"datetime({time.UtcDateTime:O})",
        TimeSpan span => $"time({span:c})",
        int or long => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        double number => $"real({number.ToString("R", CultureInfo.InvariantCulture)})",
        _ => throw new ArgumentException($"A {value.GetType().Name} has no literal in a query.", nameof(value)),
    };

    private static string Quote(string text)
    {
        var literal = new StringBuilder(text.Length + 2).Append('"');
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '"' or '\\' => literal.Append('\\').Append(letter),
                < ' ' or '\u007f' or '\u2028' or '\u2029' => literal.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => literal.Append(letter),
            };
        }

        return literal.Append('"').ToString();
    }
}
