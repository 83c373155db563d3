using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Authentication;

/// <summary>Signs claims in the compact form of RFC 7519 with ES256, and reads them back only when the signature is the key's own.</summary>
internal sealed class JsonWebToken(ECDsa key)
{
    private const string Algorithm = "ES256";
    private readonly Lock gate = new();
    private readonly string keyId = Base64Url.EncodeToString(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));

    public string Sign(JsonObject claims)
    {
        var header = new JsonObject { ["alg"] = Algorithm, ["kid"] = keyId };
        var content = $"{Encode(header)}.{Encode(claims)}";
        lock (gate)
        {
            return $"{content}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256))}";
        }
    }

    /// <summary>The claims, or null when the text is not a token that this key has signed.</summary>
    public JsonObject? Verify(string token)
    {
        try
        {
            return token.Split('.') is [var header, var claims, var signature] && IsOurs($"{header}.{claims}", signature) && Decode(header).Text("alg") == Algorithm
                ? Decode(claims)
                : null;
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException)
        {
            return null;
        }
    }

    private bool IsOurs(string content, string signature)
    {
        lock (gate)
        {
            return key.VerifyData(Encoding.ASCII.GetBytes(content), Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256);
        }
    }

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));

    private static JsonObject? Decode(string part) => JsonNode.Parse(Base64Url.DecodeFromChars(part)) as JsonObject;
}
