using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Autocura.Ledger.Audit;

/// <summary>
/// One link of the chain: an entry, its number, when it was written, the hash of the record before it, and its own: SHA-256 over the record's text with an empty hash. What is not its own
/// text exactly is not taken for it. Properties and their order are frozen: they are what was hashed.
/// </summary>
public sealed record AuditRecord(long Number, DateTimeOffset At, AuditEntry Entry, string Previous, string Hash)
{
    private static readonly JsonSerializerOptions Text = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The record that follows another; <paramref name="number"/> and <paramref name="previous"/> are zero and empty before the first.</summary>
    public static AuditRecord After(long number, string previous, AuditEntry entry, DateTimeOffset at)
    {
        var record = new AuditRecord(number + 1, at.ToUniversalTime(), entry, previous, "");
        return record with { Hash = record.Digest() };
    }

    /// <summary>Null for a text that is not exactly what a record is written as.</summary>
    public static AuditRecord? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<AuditRecord>(text, Text) is { Entry: not null } record && record.Write() == text ? record : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string Write() => JsonSerializer.Serialize(this, Text);

    /// <summary>Whether it says what it said when it was hashed.</summary>
    public bool IsWhole() => CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(Hash), System.Text.Encoding.UTF8.GetBytes(Digest()));

    private string Digest() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this with { Hash = "" }, Text)));
}
