using Autocura.Planning.Learning;

namespace Autocura.Planning.Advising;

/// <summary>A language model as its record is kept beside those of remedies: "LanguageModel.OPENAI.gpt-4-1-mini". Cases of a provider's other models count as those of another class.</summary>
public static class AdviserKey
{
    public const string Cause = "LanguageModel";

    private const int Longest = 60;

    public static RemedyKey Of(string provider, string model) => new(Cause, Slug(provider), Slug(model));

    // What may stand in the key of a ConfigMap, and no dot: that separates the parts.
    private static string Slug(string name)
    {
        var slug = string.Concat(name.Take(Longest).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '-'));
        return slug.Length > 0 ? slug : "default";
    }
}
