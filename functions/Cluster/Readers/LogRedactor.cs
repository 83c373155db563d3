using System.Text.RegularExpressions;

namespace Autocura.Cluster.Readers;

/// <summary>
/// Takes secrets and addresses of people out of text that programs wrote: logs, messages, commands. It recognises by shape, so it takes out too much
/// rather than too little; what a program invents for itself no pattern can know, which is why only few lines are ever kept.
/// </summary>
internal static partial class LogRedactor
{
    public const string Mark = "[redacted]";

    // Lengths are bounded, as a program may write whatever it likes. Reading on, a pattern may meet what another one has left: whole shapes go first, then "name = value" pairs.
    private static readonly (Regex Shape, string Replacement)[] Shapes =
    [
        (PrivateKey(), Mark),
        (JsonWebToken(), Mark),
        (AuthorizationScheme(), $"${{keep}} {Mark}"),
        (UserInfoOfUrl(), $"${{keep}}{Mark}@"),
        (UserInfoOfDataSource(), $"{Mark}@${{keep}}"),
        (ProviderKey(), Mark),
        (KeyInUrl(), $"${{keep}}{Mark}"),
        (Cookie(), $"${{keep}}{Mark}"),
        (EncodedKey(), $"${{keep}}{Mark}"),
        (SecretPair(), $"${{keep}}{Mark}"),
        (SecretOption(), $"${{keep}}{Mark}"),
        (EmailAddress(), Mark),
    ];

    public static string Redact(string text)
    {
        try
        {
            return Shapes.Aggregate(text, (kept, rule) => rule.Shape.Replace(kept, rule.Replacement));
        }
        catch (RegexMatchTimeoutException)
        {
            return Mark; // a text that nobody can look through in time is kept from everybody
        }
    }

    [GeneratedRegex(@"-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|\z)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{5,}(\.[A-Za-z0-9_-]*)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex JsonWebToken();

    [GeneratedRegex(@"\b(?<keep>Bearer|Basic|Digest|Negotiate|SharedAccessSignature)\s+(?!\[redacted\])[A-Za-z0-9._~+/=&%-]{6,}", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AuthorizationScheme();

    [GeneratedRegex(@"(?<keep>[a-z][a-z0-9+.-]{0,30}://)[^\s/@""']{1,300}@", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UserInfoOfUrl();

    // Go's drivers: user:password@tcp(db:3306)/cart.
    [GeneratedRegex(@"(?<![\w/])[^\s:@/""'=]{1,100}:[^\s@/""']{1,200}@(?<keep>(tcp|unix)\()", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UserInfoOfDataSource();

    // By the prefixes that providers give their keys so that they can be found: AWS, GitHub, GitLab, Slack, Stripe, OpenAI and Anthropic, Google, npm, PyPI, SendGrid,
    // Docker Hub, DigitalOcean, Vault, Databricks, Grafana, Hugging Face, New Relic, Azure AD (a client secret has "Q~" in a fixed place).
    [GeneratedRegex(
        @"\b((AKIA|ASIA)[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{16,}|xox[abeoprs]-[A-Za-z0-9-]{10,}|xapp-[A-Za-z0-9-]{10,}"
            + @"|[spr]k_(live|test)_[A-Za-z0-9]{10,}|whsec_[A-Za-z0-9]{16,}|sk-[A-Za-z0-9_-]{16,}|AIza[0-9A-Za-z_-]{30,}|ya29\.[A-Za-z0-9_-]{20,}|GOCSPX-[A-Za-z0-9_-]{20,}"
            + @"|npm_[A-Za-z0-9]{30,}|pypi-[A-Za-z0-9_-]{30,}|SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}|dckr_pat_[A-Za-z0-9_-]{20,}|do[opr]_v1_[a-f0-9]{40,}|hv[sbr]\.[A-Za-z0-9_-]{20,}"
            + @"|dapi[a-f0-9]{32}|glsa_[A-Za-z0-9_]{30,}|hf_[A-Za-z0-9]{30,}|NRAK-[A-Z0-9]{20,}|[A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34})",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex ProviderKey();

    // The path is the secret: Slack's and Teams' webhooks, Telegram's bots.
    [GeneratedRegex(@"(?<keep>https://(hooks\.slack\.com/(services|workflows)/|[a-z0-9.-]+\.webhook\.office\.com/webhookb2/|api\.telegram\.org/bot|discord(app)?\.com/api/webhooks/))[^\s""'<>]+", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KeyInUrl();

    [GeneratedRegex(@"(?<keep>\b(Set-)?Cookie""?\s*[:=]\s*""?)(?!\s*\[redacted\])[^\r\n""]+", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Cookie();

    // kubeconfig's client-key-data, Docker's "auth", npm's _auth and _authToken.
    [GeneratedRegex(
        @"(?<keep>(client-key-data|client-certificate-data|""?identitytoken""?|""auth""|_auth(Token)?|\bauth(?=""?\s*[:=]\s*""?[A-Za-z0-9+/]{12,}={1,2}))""?\s*[:=]\s*""?)(?!\[redacted\])[A-Za-z0-9+/=_.-]{8,}",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex EncodedKey();

    // --password hunter2, -p hunter2 behind a user: a value that stands apart from its option.
    [GeneratedRegex(
        @"(?<keep>(?<=^|\s)--?(password|passwd|requirepass|masterauth|pass|secret|token|api-?key|secret-?key|access-?key|client-?secret|auth-?token)[ \t]+[""']?)(?!\[redacted\])[^\s""'=:-][^\s""']*",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex SecretOption();

    // The name may be part of a longer one (DB_PASSWORD, x-api-key, AccountKey); the value ends at a space, a quote or a separator.
    [GeneratedRegex(
        @"(?<keep>(password|passwd|pwd|passphrase|secret|token|api[_-]?key|access[_-]?key|account[_-]?key|shared[_-]?access[_-]?(key|signature)|storage[_-]?key|secret[_-]?key|instrumentation[_-]?key|private[_-]?key|client[_-]?secret|requirepass|credentials?|connection[_-]?string|\bsig(?=\s*=))(?!name\b)[A-Za-z0-9_-]{0,60}[""']?(\s*[:=]\s*|\s+is\s+)[""']?)(?!\[redacted\])[^\s""',;&}]+",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex SecretPair();

    [GeneratedRegex(@"\b[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){0,8}\.[A-Za-z]{2,24}\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EmailAddress();
}
