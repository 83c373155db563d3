using System.Security.Cryptography;
using System.Text;

namespace Autocura.Triggers;

/// <summary>The id of the one instance that watches a cluster: its name where that can stand in an id, else a digest of it.</summary>
internal static class RoundName
{
    private const int Longest = 60;

    public static string Of(string prefix, string cluster) => cluster.Length <= Longest && cluster.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_')
        ? prefix + cluster.ToLowerInvariant()
        : prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(cluster.ToLowerInvariant())))[..20];
}
