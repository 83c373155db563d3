using System.Text;

namespace Autocura.Embedded.Metrics.Storage;

/// <summary>
/// The fingerprint that Prometheus and Alertmanager give a label set: FNV-1a, 64 bits, over each name and value in the order of the names,
/// each followed by the byte 0xff, which no UTF-8 text contains.
/// </summary>
internal static class LabelFingerprint
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private const byte Separator = 0xff;

    public static ulong Of(IEnumerable<KeyValuePair<string, string>> sorted)
    {
        var hash = Offset;
        foreach (var (name, value) in sorted)
        {
            hash = Add(Add(Add(Add(hash, Encoding.UTF8.GetBytes(name)), [Separator]), Encoding.UTF8.GetBytes(value)), [Separator]);
        }

        return hash;
    }

    /// <summary>As Alertmanager writes it: 16 hexadecimal digits.</summary>
    public static string Text(ulong fingerprint) => fingerprint.ToString("x16");

    private static ulong Add(ulong hash, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            hash = unchecked((hash ^ b) * Prime);
        }

        return hash;
    }
}
