using Autocura.Cluster.Readers;
using Autocura.Diagnosis.Advising;

namespace Autocura.LanguageModels;

/// <summary>What a model wrote, without what it had no business to write: a server that is sent a key may say it back.</summary>
public static class AdviceWords
{
    public static Advice Redacted(this Advice advice, string key) => advice with
    {
        Analysis = Redact(advice.Analysis, key),
        Recommendations = [.. advice.Recommendations.Select(line => Redact(line, key))],
        Causes = [.. advice.Causes.Select(named => named with { Why = Redact(named.Why, key) })],
        Refused = [.. advice.Refused.Select(line => Redact(line, key))],
    };

    private static string Redact(string text, string key) => LogRedactor.Redact(key.Length > 0 ? text.Replace(key, LogRedactor.Mark, StringComparison.OrdinalIgnoreCase) : text);
}
