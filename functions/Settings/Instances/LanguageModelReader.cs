using System.Collections.Frozen;
using System.Text;
using System.Text.Json.Nodes;
using Autocura.Cluster;

namespace Autocura.Settings.Instances;

/// <summary>
/// Resolves the language model of an Instance with its key, anew each time: a key is kept nowhere, and shown nowhere.
/// </summary>
public sealed class LanguageModelReader(IClusters clusters, LiveSettings settings)
{
    private const int UsualContext = 32_000;

    /// <summary>By provider the entry of the Secret that holds its key; those that are not here ask for none.</summary>
    private static readonly FrozenDictionary<string, string> KeyNames = new Dictionary<string, string>
    {
        ["OPENAI"] = "OPENAI_API_KEY",
        ["AZUREOPENAI"] = "AZURE_OPENAI_API_KEY",
        ["CLAUDEAI"] = "ANTHROPIC_API_KEY",
        ["GOOGLEAI"] = "GOOGLE_AI_API_KEY",
        ["XAI"] = "XAI_API_KEY",
        ["STACKSPOT"] = "STACKSPOT_API_KEY",
    }.ToFrozenDictionary();

    /// <summary>The model of the Instance that rules; null with the reason when there is none to ask.</summary>
    public async Task<(LanguageModelSettings? Settings, InstanceNote Note)> ReadAsync(CancellationToken cancellationToken) =>
        (await settings.ReadAsync(cancellationToken)).Instance is { } instance ? await ReadAsync(instance, cancellationToken) : (null, new InstanceNote(IsWell: true, "NoInstance", "There is no Instance: no language model is asked."));

    /// <summary>The model of an Instance; null with the reason when there is none to ask.</summary>
    internal async Task<(LanguageModelSettings? Settings, InstanceNote Note)> ReadAsync(Instance instance, CancellationToken cancellationToken)
    {
        if (!instance.AsksModel)
        {
            return (null, new InstanceNote(IsWell: true, "Deterministic", "No language model is asked."));
        }

        if (instance.Provider is "AZUREOPENAI" or "STACKSPOT" && instance.Endpoint.Length == 0)
        {
            return (null, new InstanceNote(IsWell: false, "NoEndpoint", $"{instance.Provider} has no address of its own: set spec.endpoint."));
        }

        if (instance.Provider is "AZUREOPENAI" or "STACKSPOT" && instance.Model.Length == 0)
        {
            return (null, new InstanceNote(IsWell: false, "NoModel", $"{instance.Provider} has no usual model: set spec.model."));
        }

        var (key, trouble) = KeyNames.TryGetValue(instance.Provider, out var entry) ? await KeyAsync(instance, entry, cancellationToken) : (default, null);
        return trouble is not null
            ? (null, trouble)
            : (new LanguageModelSettings(instance.Provider, instance.Model, instance.Endpoint, key, instance.Watcher?.MaxContextChars ?? UsualContext), new InstanceNote(IsWell: true, "Configured", $"{instance.Provider} {instance.Model}".TrimEnd()));
    }

    private async Task<(ApiKey Key, InstanceNote? Trouble)> KeyAsync(Instance instance, string entry, CancellationToken cancellationToken)
    {
        if (instance.KeySecret.Length == 0)
        {
            return (default, new InstanceNote(IsWell: false, "NoSecretNamed", $"{instance.Provider} needs a key: name the Secret that holds {entry} in spec.apiKeys.name."));
        }

        var secret = Kinds.Secret.Ref(instance.Ref.Namespace, instance.KeySecret);
        try
        {
            return await clusters.Home.FindAsync(secret, cancellationToken) is { } found
                ? Decode(found["data"]?[entry]) is { Length: > 0 } key ? (new ApiKey(key), null) : (default, new InstanceNote(IsWell: false, "SecretWithoutKey", $"{secret} has no entry {entry}, or an empty one."))
                : (default, new InstanceNote(IsWell: false, "SecretMissing", $"{secret} is not there; it must hold {entry}."));
        }
        catch (ClusterException refused)
        {
            return (default, new InstanceNote(IsWell: false, refused.IsTransient ? "SecretUnread" : "SecretRefused", $"{secret} cannot be read ({refused.Reason}); bind the role of infra/kubernetes/rbac/secrets in that namespace."));
        }
    }

    private static string Decode(JsonNode? entry)
    {
        var encoded = $"{entry}";
        var bytes = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded, bytes, out var count) ? Encoding.UTF8.GetString(bytes.AsSpan(0, count)).Trim() : "";
    }
}
