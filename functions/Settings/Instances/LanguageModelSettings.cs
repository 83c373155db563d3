namespace Autocura.Settings.Instances;

/// <summary>Which language model may add to a diagnosis, and how it is reached.</summary>
/// <param name="Provider">OPENAI, AZUREOPENAI, CLAUDEAI, GOOGLEAI, XAI, STACKSPOT or OLLAMA.</param>
/// <param name="Model">Empty: the provider's default.</param>
/// <param name="Endpoint">Empty: the provider's own.</param>
/// <param name="Key">Empty for a provider that asks for none.</param>
/// <param name="MaxContextChars">Characters of evidence that it may be given.</param>
public sealed record LanguageModelSettings(string Provider, string Model, string Endpoint, ApiKey Key, int MaxContextChars);

/// <summary>A key that shows itself to nobody who merely prints it.</summary>
public readonly struct ApiKey(string value)
{
    private readonly string value = value;

    /// <summary>Whether there is one.</summary>
    public bool IsGiven => !string.IsNullOrEmpty(value);

    /// <summary>The key itself, for the one request that carries it.</summary>
    public string Reveal() => value ?? "";

    public override string ToString() => IsGiven ? "(a key)" : "(no key)";
}
