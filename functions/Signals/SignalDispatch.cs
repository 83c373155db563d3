using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Autocura.Alerts;

namespace Autocura.Signals;

/// <summary>
/// Alerts that go out together. The digest follows from what they say, with times to the minute: two replicas that see the same send the same, and it is
/// stored once.
/// </summary>
public sealed record SignalDispatch(string Digest, DateTimeOffset At, IReadOnlyList<Alert> Alerts)
{
    private const int Digits = 20;

    public static SignalDispatch Of(IReadOnlyList<Alert> alerts, DateTimeOffset now)
    {
        var lines = alerts.Select(alert => $"{alert.Status}|{Identity(alert.Fingerprint, alert.StartsAt)}").Order(StringComparer.Ordinal);
        return new SignalDispatch(Hash(string.Join('\n', lines))[..Digits], now, alerts);
    }

    /// <summary>The identity of one firing: the same within a minute.</summary>
    internal static string DigestOf(string fingerprint, DateTimeOffset startsAt) => Hash(Identity(fingerprint, startsAt))[..16];

    private static string Identity(string fingerprint, DateTimeOffset startsAt) =>
        string.Create(CultureInfo.InvariantCulture, $"{fingerprint}|{startsAt.UtcDateTime:yyyy-MM-ddTHH:mm}");

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
