using System.Net;

namespace Autocura.LanguageModels;

/// <summary>Where a model is asked, in the protocol of OpenAI's chat completions.</summary>
/// <param name="Provider">As the Instance names it.</param>
/// <param name="Model">The model's name there.</param>
/// <param name="Endpoint">The address that the protocol's paths are added to.</param>
public sealed record ModelAddress(string Provider, string Model, Uri Endpoint)
{
    /// <summary>By provider its own address (empty: it has none), its usual model (empty: it must be named), and how it takes the protocol.</summary>
    private static readonly Dictionary<string, (string Endpoint, string Model, bool TakesSchema, string LimitField)> Known = new()
    {
        ["OPENAI"] = ("https://api.openai.com/v1/", "gpt-4.1-mini", true, "max_completion_tokens"),
        ["AZUREOPENAI"] = ("", "", true, "max_completion_tokens"),
        ["CLAUDEAI"] = ("https://api.anthropic.com/v1/", "claude-sonnet-4-5", false, "max_tokens"),
        ["GOOGLEAI"] = ("https://generativelanguage.googleapis.com/v1beta/openai/", "gemini-2.5-flash", true, "max_tokens"),
        ["XAI"] = ("https://api.x.ai/v1/", "grok-4", true, "max_tokens"),
        ["STACKSPOT"] = ("", "", false, "max_tokens"),
        ["OLLAMA"] = ("http://localhost:11434/v1/", "llama3.1", true, "max_tokens"),
    };

    /// <summary>Whether the server enforces the form of the answer. Where it does not, the question alone asks for it, and a check of the answer is the same.</summary>
    public bool TakesSchema { get; private init; }

    /// <summary>The field that bounds the answer: providers differ.</summary>
    public string LimitField { get; private init; } = "max_tokens";

    /// <summary>The address, or why there is none.</summary>
    /// <param name="provider">As the Instance names it.</param>
    /// <param name="model">Empty: the provider's usual one.</param>
    /// <param name="endpoint">Empty: the provider's own.</param>
    /// <param name="hasKey">Whether a key goes with each question.</param>
    public static (ModelAddress? Address, string Problem) Of(string provider, string model, string endpoint, bool hasKey)
    {
        if (!Known.TryGetValue(provider, out var known))
        {
            return (null, $"There is no provider {provider}; there is {string.Join(", ", Known.Keys)}.");
        }

        var (where, name) = (endpoint.Length > 0 ? endpoint : known.Endpoint, model.Length > 0 ? model : known.Model);
        if (where.Length == 0 || name.Length == 0)
        {
            return (null, $"{provider} has no {(where.Length == 0 ? "address" : "model")} of its own: set spec.{(where.Length == 0 ? "endpoint" : "model")} of the Instance.");
        }

        if (!Uri.TryCreate(where.EndsWith('/') ? where : $"{where}/", UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0 || address.Query.Length > 0)
        {
            return (null, "spec.endpoint of the Instance must be an http or https address without user, password and query.");
        }

        return hasKey && address.Scheme == "http" && !IsThisMachine(address)
            ? (null, $"A key is not sent in the clear: spec.endpoint of the Instance ({address.Authority}) must be https.")
            : (new ModelAddress(provider, name, address) { TakesSchema = known.TakesSchema, LimitField = known.LimitField }, "");
    }

    private static bool IsThisMachine(Uri address) => address.IsLoopback || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));
}
