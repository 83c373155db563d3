using System.Buffers.Binary;
using System.Text;

namespace Autocura.Alerts;

/// <summary>
/// Alertmanager's identity of an alert: 64-bit FNV-1a over the labels in the byte order of their names, each name and value followed by
/// the byte 0xFF (which no UTF-8 text contains), as sixteen hex digits.
/// </summary>
public static class Fingerprint
{
    private const ulong OffsetBasis = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private const byte Separator = 0xFF;

    public static string Of(IEnumerable<KeyValuePair<string, string>> labels)
    {
        var sorted = labels.Select(label => (Name: Encoding.UTF8.GetBytes(label.Key), Value: Encoding.UTF8.GetBytes(label.Value))).ToList();
        sorted.Sort((a, b) => a.Name.AsSpan().SequenceCompareTo(b.Name));

        var hash = OffsetBasis;
        foreach (var (name, value) in sorted)
        {
            hash = Add(Add(hash, name), value);
        }

        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, hash);
        return Convert.ToHexStringLower(bytes);
    }

    private static ulong Add(ulong hash, byte[] text)
    {
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * Prime;
        }

        return (hash ^ Separator) * Prime;
    }
}
