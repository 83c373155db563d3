using System.Security.Cryptography;
using System.Text;

namespace Autocura.Triggers.Access;

/// <summary>
/// Finds whose key is shown. Keys are long and random, so that a plain SHA-256 of one cannot be turned back. All are compared, each in constant time: how long it takes says neither
/// how much of a key was right nor whose it was.
/// </summary>
internal sealed class KeyRing(AccessOptions options)
{
    private readonly (byte[] Hash, Caller Caller)[] keys =
        [.. options.Set().SelectMany(key => key.Value.Digests().Select(hash => (Convert.FromHexString(hash), new Caller(key.Key, key.Value.Granted(), "key"))))];

    public Caller? Find(string shown)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(shown));
        Caller? found = null;
        foreach (var (known, caller) in keys)
        {
            found = CryptographicOperations.FixedTimeEquals(known, hash) ? caller : found;
        }

        return found;
    }
}
