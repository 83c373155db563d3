using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;
using Autocura.KnownGood.Comparison;

namespace Autocura.KnownGood.Capture;

/// <summary>What is kept of a Secret's values: that they are the same or others. Each is hashed with the name of its Secret and key, so equal values are not seen to be equal.</summary>
internal static class SecretHashes
{
    private const int MostKeys = 256;

    public static IReadOnlyDictionary<string, string> Of(JsonObject secret) => secret.Map("data")
        .OrderBy(entry => entry.Key, StringComparer.Ordinal)
        .Take(MostKeys)
        .ToDictionary(entry => entry.Key, entry => NormalForm.Digest($"{secret.Text("metadata", "namespace")}/{secret.Name()}|{entry.Key}|{entry.Value}"));
}
