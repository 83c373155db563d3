using System.Globalization;

namespace Autocura.Ledger.Audit;

/// <summary>Where a chain, or a part of it, ends: the last record's number and hash. Before the first record: zero and empty.</summary>
public sealed record AuditEnd(long Number, string Hash)
{
    public static readonly AuditEnd Beginning = new(0, "");
}

/// <summary>
/// A part of the chain as a ConfigMap holds it: which part, its records by number, and, in the present one, where each earlier part ended that is kept, and the last that is not: the
/// anchor. Shapes of ConfigMap entries are read leniently here; the verdict on them is <see cref="AuditVerdict"/>'s.
/// </summary>
public sealed record AuditSegment(int Index, IReadOnlyList<KeyValuePair<string, string>> Texts, IReadOnlyDictionary<int, AuditEnd> Ends)
{
    /// <summary>Records of a part: each has at most some 5 KB, and a ConfigMap has room for a megabyte.</summary>
    public const int Full = 150;

    /// <summary>Earlier parts that are kept. A role names the ConfigMap of each, so their number is fixed.</summary>
    public const int Kept = 16;

    private const string IndexKey = "segment";
    private const string RecordPrefix = "record.";
    private const string EndPrefix = "end.";

    public static readonly AuditSegment First = new(0, [], new Dictionary<int, AuditEnd>());

    /// <summary>Null for entries that are no segment; none at all are the first.</summary>
    public static AuditSegment? Of(IReadOnlyDictionary<string, string> entries)
    {
        if (entries.Count == 0) return First;
        if (!int.TryParse(entries.GetValueOrDefault(IndexKey), NumberStyles.None, CultureInfo.InvariantCulture, out var index)) return null;
        var ends = new Dictionary<int, AuditEnd>();
        foreach (var (key, value) in entries.Where(entry => entry.Key.StartsWith(EndPrefix, StringComparison.Ordinal)))
        {
            if (value.Split(' ') is not [var number, var hash] || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var last)) return null;
            if (!int.TryParse(key[EndPrefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var of)) return null;
            ends[of] = new AuditEnd(last, hash);
        }

        return new AuditSegment(index, [.. entries.Where(entry => entry.Key.StartsWith(RecordPrefix, StringComparison.Ordinal)).OrderBy(entry => entry.Key, StringComparer.Ordinal)], ends);
    }

    /// <summary>Where it ends; null when its last record cannot be read.</summary>
    public AuditEnd? End() => Texts.Count == 0 ? Ends.GetValueOrDefault(Index - 1, AuditEnd.Beginning)
        : AuditRecord.Read(Texts[^1].Value) is { } last ? new AuditEnd(last.Number, last.Hash)
        : null;

    public AuditSegment With(AuditRecord record) => this with { Texts = [.. Texts, KeyValuePair.Create(KeyOf(record.Number), record.Write())] };

    /// <summary>The next part, empty. It knows where this one ended, and forgets the ends of those before the anchor.</summary>
    public AuditSegment Next(AuditEnd end)
    {
        var ends = Ends.Append(KeyValuePair.Create(Index, end)).Where(known => known.Key >= Index - Kept).ToDictionary();
        return new AuditSegment(Index + 1, [], ends);
    }

    /// <summary>It, as the present part is kept.</summary>
    public IReadOnlyDictionary<string, string> Write() =>
        Ends.Select(end => KeyValuePair.Create(string.Create(CultureInfo.InvariantCulture, $"{EndPrefix}{end.Key}"), string.Create(CultureInfo.InvariantCulture, $"{end.Value.Number} {end.Value.Hash}")))
            .Concat(WriteEarlier()).ToDictionary();

    /// <summary>It, as an earlier part is kept.</summary>
    public IReadOnlyDictionary<string, string> WriteEarlier() =>
        Texts.Append(KeyValuePair.Create(IndexKey, Index.ToString(CultureInfo.InvariantCulture))).ToDictionary();

    public static string KeyOf(long number) => string.Create(CultureInfo.InvariantCulture, $"{RecordPrefix}{number:d12}");
}
