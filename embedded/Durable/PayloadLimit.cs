using System.Text;

namespace Autocura.Embedded.Durable;

/// <summary>Keeps single payloads to a size that a history can carry.</summary>
internal static class PayloadLimit
{
    private const int CustomStatusKilobytes = 16;

    /// <summary>A custom status has to fit into one cell of Azure's instance table, as UTF-16.</summary>
    /// <exception cref="ArgumentException">The JSON is larger.</exception>
    public static void DemandCustomStatus(string? json)
    {
        if (json is null || json.Length * sizeof(char) <= CustomStatusKilobytes * 1024) return;
        throw new ArgumentException(
            $"The custom status is {json.Length * sizeof(char)} bytes of JSON in UTF-16 and must not exceed {CustomStatusKilobytes} KB: keep it to what a watcher needs.", nameof(json));
    }

    /// <exception cref="ArgumentException">The JSON is larger.</exception>
    public static void Demand(string? json, int maxBytes, string what)
    {
        // A UTF-16 unit is at most three bytes of UTF-8, so only long texts need to be counted.
        if (json is null || json.Length <= maxBytes / 3) return;
        var bytes = Encoding.UTF8.GetByteCount(json);
        if (bytes > maxBytes)
            throw new ArgumentException($"The {what} is {bytes} bytes of JSON and the limit is {maxBytes}: keep the bulk elsewhere and pass a reference.", nameof(json));
    }
}
