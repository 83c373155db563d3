using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Autocura.Alerts;

/// <summary>
/// One firing of one alert. The fingerprint alone is the same for every firing for ever, so without the start a second incident
/// would be taken for the first.
/// </summary>
public readonly record struct EpisodeKey(string Fingerprint, DateTimeOffset StartsAt)
{
    public static EpisodeKey Of(Alert alert) => new(alert.Fingerprint, alert.StartsAt);

    /// <summary>The first <paramref name="digits"/> hex digits of this key's SHA-256: safe in a name, whatever the outside sent.</summary>
    public string Digest(int digits)
    {
        var identity = string.Create(CultureInfo.InvariantCulture, $"{Fingerprint}|{StartsAt.ToUnixTimeMilliseconds()}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..digits];
    }
}
