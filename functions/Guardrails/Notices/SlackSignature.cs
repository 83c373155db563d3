using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Autocura.Guardrails.Notices;

/// <summary>
/// Slack's proof that it sent a request: HMAC-SHA256, with the app's signing secret, over its version, the time and the body. A request older or newer than five minutes is refused
/// even when it is genuine, for somebody may have kept it.
/// </summary>
public static class SlackSignature
{
    private const string Version = "v0";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>As Slack sends it.</summary>
    public static string Of(string secret, string timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{Version}:{timestamp}:"), .. body];
        return $"{Version}={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }

    /// <summary>Why a request is not to be believed; null when it is.</summary>
    public static string? Problem(string secret, string timestamp, string signature, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || Math.Abs(now.ToUnixTimeSeconds() - (decimal)seconds) > (decimal)Window.TotalSeconds)
        {
            return "The time of the request is missing, or more than five minutes away from ours.";
        }

        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Of(secret, timestamp, body)), Encoding.ASCII.GetBytes(signature)) ? null : "The request is not signed with this app's secret.";
    }
}
