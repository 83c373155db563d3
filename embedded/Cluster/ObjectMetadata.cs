using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.OpenApi;

namespace Autocura.Embedded.Cluster;

/// <summary>The metadata that the server alone decides: identity, times, generation.</summary>
internal sealed class ObjectMetadata(ResourceCatalog catalog, TimeProvider time, int seed)
{
    private const string SuffixAlphabet = "bcdfghjklmnpqrstvwxz2456789";
    private const int SuffixLength = 5;
    private static readonly string[] Fixed = ["uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation"];

    public string Now => time.GetUtcNow().ToTimestamp();

    /// <summary>The suffix of a generated name: the seed and the write decide it, so that a scenario repeats itself.</summary>
    public string Suffix(string prefix, long version)
    {
        var hash = Hash($"{prefix}|{version}");
        return string.Create(SuffixLength, hash, static (text, bytes) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = SuffixAlphabet[bytes[i] % SuffixAlphabet.Length];
            }
        });
    }

    public JsonObject Born(ObjectKey key, JsonObject obj, long version)
    {
        var born = obj.Copy();
        var metadata = born.Ensure("metadata");
        metadata["name"] = key.Name;
        if (key.Namespace is not null)
        {
            metadata["namespace"] = key.Namespace;
        }

        foreach (var name in Fixed)
        {
            metadata.Remove(name);
        }

        metadata["uid"] = Uid(key, version);
        metadata["creationTimestamp"] = Now;
        if (Type(key) is { TracksGeneration: true })
        {
            metadata["generation"] = 1;
        }

        return born;
    }

    /// <summary>Restores what a writer may not change and counts the generation; null when nothing is different.</summary>
    public ObjectDifference? Changed(ObjectKey key, JsonObject before, JsonObject after)
    {
        var metadata = after.Ensure("metadata");
        metadata["name"] = key.Name;
        metadata["resourceVersion"] = before.ResourceVersion();
        if (key.Namespace is not null)
        {
            metadata["namespace"] = key.Namespace;
        }

        foreach (var name in Fixed)
        {
            metadata.Remove(name);
            if (before.At("metadata", name) is { } value)
            {
                metadata[name] = value.DeepClone();
            }
        }

        var difference = ObjectDifference.Of(before, after);
        if (difference is { HasDesire: true } && Type(key) is { TracksGeneration: true })
        {
            metadata["generation"] = (before.Number("metadata", "generation") ?? 0) + 1;
        }

        return difference;
    }

    /// <summary>The object marked for deletion after its grace.</summary>
    public JsonObject Dying(JsonObject obj, long grace, IReadOnlyList<string> addFinalizers)
    {
        var dying = obj.Copy();
        var metadata = dying.Ensure("metadata");
        if (!obj.IsDeleting() && metadata.Number("generation") is { } generation)
        {
            metadata["generation"] = generation + 1;
        }

        metadata["deletionTimestamp"] = time.GetUtcNow().AddSeconds(grace).ToTimestamp();
        metadata["deletionGracePeriodSeconds"] = grace;
        if (dying.Kind() == "Namespace")
        {
            dying.Ensure("status")["phase"] = "Terminating";
        }

        if (addFinalizers.Count > 0)
        {
            var finalizers = obj.Items("metadata", "finalizers").Select(finalizer => finalizer.Text()).OfType<string>().Union(addFinalizers);
            metadata["finalizers"] = new JsonArray([.. finalizers.Select(finalizer => (JsonNode?)finalizer)]);
        }

        return dying;
    }

    /// <summary>Whether clients can see such objects. What a node keeps to itself has no field managers.</summary>
    public bool IsServed(ObjectKey key) => Type(key) is not null;

    public SchemaNode Schema(ObjectKey key) => Type(key)?.Schema ?? SchemaNode.Any;

    private ResourceType? Type(ObjectKey key) => catalog.FindStorage(key.Group, key.Plural);

    private string Uid(ObjectKey key, long version)
    {
        var bytes = Hash($"{key}|{version}")[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D", CultureInfo.InvariantCulture);
    }

    private byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}|{text}"));
}
