using System.Text;

namespace Autocura.Alerts;

/// <summary>
/// Alertmanager's and Prometheus's identity of a label set: 64-bit FNV-1a over the labels in the byte order of their names, each name and
/// value followed by the byte 0xFF, which no UTF-8 text contains. A label without a value is no label.
/// </summary>
public static class Fingerprint
{
    private const ulong OffsetBasis = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private const byte Separator = 0xFF;
    private const int ShortText = 512;

    /// <summary>As Alertmanager writes it: sixteen hex digits.</summary>
    public static string Of(IEnumerable<KeyValuePair<string, string>> labels) => Text(Hash(labels
        .Where(label => label.Value.Length > 0)
        .OrderBy(label => label.Key, Comparer<string>.Create((a, b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b))))));

    /// <summary>The hash of labels that are in order already, and none of them empty.</summary>
    public static ulong Hash(IEnumerable<KeyValuePair<string, string>> sorted)
    {
        var hash = OffsetBasis;
        foreach (var (name, value) in sorted)
        {
            hash = Add(Add(hash, name), value);
        }

        return hash;
    }

    public static string Text(ulong hash) => hash.ToString("x16");

    private static ulong Add(ulong hash, string text)
    {
        Span<byte> room = stackalloc byte[ShortText];
        var letters = Encoding.UTF8.TryGetBytes(text, room, out var length) ? room[..length] : Encoding.UTF8.GetBytes(text);
        foreach (var letter in letters)
        {
            hash = (hash ^ letter) * Prime;
        }

        return (hash ^ Separator) * Prime;
    }
}
