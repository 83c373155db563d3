using System.Text.RegularExpressions;

namespace Autocura.Cluster.Readers;

/// <summary>
/// Takes secrets and addresses of people out of text that programs wrote: logs, messages, commands. It recognises by shape, so it takes out too much
/// rather than too little; what a program invents for itself no pattern can know, which is why only few lines are ever kept.
/// </summary>
internal static partial class LogRedactor
{
    public const string Mark = "[redacted]";

    // Reading on, a pattern may meet what another one has left: whole shapes go first, then "name = value" pairs.
    private static readonly (Regex Shape, string Replacement)[] Shapes =
    [
        (PrivateKey(), Mark),
        (JsonWebToken(), Mark),
        (AuthorizationScheme(), $"${{keep}} {Mark}"),
        (UserInfoOfUrl(), $"${{keep}}{Mark}@"),
        (ProviderKey(), Mark),
        (SecretPair(), $"${{keep}}{Mark}"),
        (EmailAddress(), Mark),
    ];

    public static string Redact(string text) => Shapes.Aggregate(text, (kept, rule) => rule.Shape.Replace(kept, rule.Replacement));

    [GeneratedRegex(@"-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|\z)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{5,}(\.[A-Za-z0-9_-]*)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex JsonWebToken();

    [GeneratedRegex(@"\b(?<keep>Bearer|Basic|Digest|Negotiate|SharedAccessSignature)\s+(?!\[redacted\])[A-Za-z0-9._~+/=&%-]{6,}", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AuthorizationScheme();

    [GeneratedRegex(@"(?<keep>[a-z][a-z0-9+.-]*://)[^\s/@""']+@", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UserInfoOfUrl();

    // AWS, GitHub, Slack, OpenAI-like, Google.
    [GeneratedRegex(@"\b(AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{20,}|xox[abprs]-[A-Za-z0-9-]{10,}|sk-[A-Za-z0-9_-]{16,}|AIza[0-9A-Za-z_-]{30,})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ProviderKey();

    // The name may be part of a longer one (DB_PASSWORD, x-api-key, AccountKey); the value ends at a space, a quote or a separator.
    [GeneratedRegex(
        @"(?<keep>(password|passwd|pwd|passphrase|secret|token|api[_-]?key|access[_-]?key|account[_-]?key|private[_-]?key|client[_-]?secret|credentials?|connection[_-]?string|\bsig(?=\s*=))[A-Za-z0-9_-]*[""']?(\s*[:=]\s*|\s+is\s+)[""']?)(?!\[redacted\])[^\s""',;&}]+",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex SecretPair();

    [GeneratedRegex(@"\b[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EmailAddress();
}
