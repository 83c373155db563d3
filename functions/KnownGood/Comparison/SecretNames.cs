using System.Text.RegularExpressions;

namespace Autocura.KnownGood.Comparison;

/// <summary>Tells by a name (of a variable, a key, a flag) that its value is nobody's business.</summary>
internal static partial class SecretNames
{
    public static bool IsSecret(string name) => Shape().IsMatch(name);

    [GeneratedRegex(
        @"passw(or)?d|pwd|passphrase|secret|token|credential|api[_.-]?key|access[_.-]?key|account[_.-]?key|private[_.-]?key|signing[_.-]?key|encryption[_.-]?key|connection[_.-]?string|\bdsn\b|_dsn$|auth[_.-]?key",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Shape();
}
