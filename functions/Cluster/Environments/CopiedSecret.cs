using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;
using Autocura.Environments;

namespace Autocura.Cluster.Environments;

/// <summary>A Secret of a copy: the same content, or the same keys with values that were drawn at random.</summary>
/// <param name="draw">Draws so many random bytes.</param>
public sealed class CopiedSecret(Func<int, byte[]> draw)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>By which registries know a cluster: what is drawn would pull nothing.</summary>
    private static readonly string[] ForPulling = ["kubernetes.io/dockerconfigjson", "kubernetes.io/dockercfg"];

    internal void Shape(JsonObject secret, SecretCopying how)
    {
        if (how != SecretCopying.Generated || ForPulling.Contains(secret.Text("type")))
        {
            return;
        }

        var drawn = secret.Map("data").OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)Draw(entry.Value)));
        secret["data"] = new JsonObject(drawn);
        secret.Remove("stringData");
    }

    /// <summary>As many letters and digits as the value has bytes.</summary>
    private string Draw(string base64)
    {
        var length = Convert.TryFromBase64String(base64, new byte[base64.Length], out var bytes) ? bytes : base64.Length;
        return Convert.ToBase64String([.. draw(length).Select(one => (byte)Letters[one % Letters.Length])]);
    }
}
