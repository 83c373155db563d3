using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Autocura.Incidents;

namespace Autocura.Guardrails;

/// <summary>
/// What a link stands for: one decision, of one person, on one plan, until it expires. It is signed with a key that only the administrator knows (HMAC-SHA256), so that
/// whoever has the link, and nobody else, can make that decision and no other.
/// </summary>
public sealed record ApprovalLink
{
    public required string InstanceId { get; init; }

    public required string PlanId { get; init; }

    public required string PlanHash { get; init; }

    /// <summary>Whose link it is.</summary>
    public required string By { get; init; }

    public required bool Approved { get; init; }

    public required DateTimeOffset Expires { get; init; }

    /// <summary>Shorter keys can be guessed.</summary>
    public const int ShortestKey = 32;

    /// <summary>The link's token: what it says, and its signature.</summary>
    public string Sign(string key)
    {
        var said = JsonSerializer.SerializeToUtf8Bytes(this);
        return $"{Text(said)}.{Text(Signature(key, said))}";
    }

    /// <summary>What a token says; null, and why, when nobody with the key has said it, or it is too late.</summary>
    public static (ApprovalLink? Link, string Problem) Read(string token, string key, DateTimeOffset now)
    {
        var parts = token.Split('.');
        if (parts.Length != 2 || Bytes(parts[0]) is not { } said || Bytes(parts[1]) is not { } signature || !CryptographicOperations.FixedTimeEquals(Signature(key, said), signature))
        {
            return (null, "The link is not one that this system has made.");
        }

        var link = JsonSerializer.Deserialize<ApprovalLink>(said)!;
        return now < link.Expires ? (link, "") : (null, $"The link has expired on {link.Expires:yyyy-MM-dd HH:mm} UTC.");
    }

    public Approval ToApproval(string? reason) => new(PlanId, Approved, By, reason) { PlanHash = PlanHash, Via = "link" };

    private static byte[] Signature(string key, byte[] said) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), said);

    // Base64 as it may stand in an address (RFC 4648, section 5).
    private static string Text(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static byte[]? Bytes(string text)
    {
        var padded = text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length];
        return Convert.TryFromBase64String(padded, bytes, out var written) ? bytes[..written] : null;
    }
}
