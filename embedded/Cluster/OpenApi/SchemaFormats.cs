using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Autocura.Embedded.Cluster.OpenApi;

/// <summary>The formats of texts that the API server holds custom resources to. Others are for people, and not checked by it either.</summary>
internal static class SchemaFormats
{
    public static IEnumerable<StatusCause> Check(string text, string? format, string path) => IsGood(text, format)
        ? []
        : [new(path, "FieldValueInvalid", $"Invalid value: {JsonSerializer.Serialize(text)}: {path} in body must be of type {format}: {JsonSerializer.Serialize(text)}")];

    private static bool IsGood(string text, string? format) => format switch
    {
        "date-time" => text.Contains('T', StringComparison.OrdinalIgnoreCase) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "duration" => GoDuration.TryParse(text, out _),
        "ipv4" => IPAddress.TryParse(text, out var address) && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork && text.Count(letter => letter == '.') == 3,
        "ipv6" => IPAddress.TryParse(text, out var address) && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6,
        "cidr" => IPNetwork.TryParse(text, out _),
        "uuid" => Guid.TryParse(text, out _),
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
        _ => true,
    };
}
