using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Stages;

namespace Autocura.Embedded.Cluster;

/// <summary>
/// One object at one version: the bytes that are on disk and go out to clients, and the tree that controllers read. The bytes are all that is kept for good;
/// of what is past, and of what is written much and read little (Events, what nodes remember), the tree is made again by whoever wants it.
/// </summary>
public sealed class StoredObject
{
    private static readonly JsonWriterOptions Compact = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly bool isKept;
    private JsonObject? tree;
    private volatile bool isPast;

    /// <summary>The object that these bytes hold.</summary>
    public StoredObject(ObjectKey key, byte[] json)
    {
        (Key, Json) = (key, json);
        isKept = key is not ({ Group: "", Plural: "events" } or { Group: NodeMemory.Group });
    }

    /// <summary>Its name and kind.</summary>
    public ObjectKey Key { get; }

    /// <summary>It as UTF-8 JSON. Shared: do not change it.</summary>
    public byte[] Json { get; }

    /// <summary>It as a tree. Shared: do not change it.</summary>
    public JsonObject Tree
    {
        get
        {
            if (tree is { } known)
            {
                return known;
            }

            var read = JsonNode.Parse(Json)!.AsObject();
            if (isKept && !isPast)
            {
                tree = read;
            }

            return read;
        }
    }

    /// <summary>Writes a tree down. What is stored shares nothing with it, so that nobody can change a stored object.</summary>
    public static StoredObject Seal(ObjectKey key, JsonObject obj) => new(key, Write(obj));

    /// <summary>A tree as UTF-8 JSON, as it is stored and sent.</summary>
    public static byte[] Write(JsonNode node)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            node.WriteTo(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The object has been replaced or is gone: few will ask for it again.</summary>
    internal void Retire()
    {
        isPast = true;
        tree = null;
    }
}
