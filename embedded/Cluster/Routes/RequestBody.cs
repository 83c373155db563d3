using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Protobuf;
using Microsoft.AspNetCore.Http;

namespace Autocura.Embedded.Cluster.Routes;

/// <summary>Reads the body of a request, JSON or YAML, into a tree.</summary>
internal static class RequestBody
{
    // A field given twice is an error in every mode of field validation, as nobody could tell which one counts.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static async Task<JsonNode?> ReadAsync(HttpRequest request)
    {
        using var memory = new MemoryStream();
        await request.Body.CopyToAsync(memory, request.HttpContext.RequestAborted);
        return memory.Length == 0 ? null : Parse(memory.ToArray(), MediaType(request));
    }

    public static async Task<JsonObject> ReadObjectAsync(HttpRequest request) =>
        await ReadAsync(request) as JsonObject ?? throw ApiStatusException.BadRequest("the request needs a body with one object");

    public static string MediaType(HttpRequest request) => (request.ContentType ?? "").Split(';')[0].Trim();

    private static JsonNode? Parse(byte[] bytes, string mediaType)
    {
        if (mediaType == ProtobufDecoder.MediaType)
        {
            return ProtobufDecoder.Decode(bytes);
        }

        var isYaml = mediaType.EndsWith("yaml", StringComparison.Ordinal);
        if (!isYaml && mediaType is not ("" or "*/*" or "application/json") && !mediaType.EndsWith("+json", StringComparison.Ordinal))
        {
            throw Unsupported("application/json", "application/yaml", ProtobufDecoder.MediaType);
        }

        try
        {
            // JSON is YAML, but the JSON reader tells of duplicates and is much faster.
            return isYaml && bytes[0] != '{' ? YamlTree.Parse(Encoding.UTF8.GetString(bytes)) : JsonNode.Parse(bytes, documentOptions: Strict);
        }
        catch (Exception exception) when (exception is JsonException or YamlDotNet.Core.YamlException)
        {
            throw ApiStatusException.BadRequest($"the object provided is unrecognized (must be of type JSON or YAML): {exception.Message}");
        }
    }

    public static ApiStatusException Unsupported(params string[] accepted) => new(new ApiStatus(
        415,
        "UnsupportedMediaType",
        $"the body of the request was in an unknown format - accepted media types include: {string.Join(", ", accepted)}"));
}
