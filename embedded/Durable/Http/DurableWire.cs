using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Autocura.Embedded.Durable.Http;

/// <summary>What requests to the API carry, read in one way for all routes.</summary>
internal static class DurableWire
{
    public const string ContinuationHeader = "x-ms-continuation-token";

    /// <summary>Property names stay as the records spell them.</summary>
    public static JsonSerializerOptions AsWritten { get; } = new() { PropertyNamingPolicy = null };

    public static bool Flag(this HttpRequest request, string name, bool otherwise) => Text(request, name) switch
    {
        null => otherwise,
        var text => bool.TryParse(text, out var value) ? value : throw NotA(name, text, "true or false"),
    };

    public static DateTimeOffset? Time(this HttpRequest request, string name) => Text(request, name) switch
    {
        null => null,
        var text => DateTimeOffset.TryParse(text, null, System.Globalization.DateTimeStyles.AssumeUniversal, out var value) ? value : throw NotA(name, text, "a time such as 2026-01-05T08:00:00Z"),
    };

    public static TimeSpan? Seconds(this HttpRequest request, string name) => Text(request, name) switch
    {
        null => null,
        var text => double.TryParse(text, out var value) && value > 0 && value < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(value) : throw NotA(name, text, "a number of seconds above 0"),
    };

    public static int? Count(this HttpRequest request, string name) => Text(request, name) switch
    {
        null => null,
        var text => int.TryParse(text, out var value) && value > 0 ? value : throw NotA(name, text, "a whole number above 0"),
    };

    public static TEnum[] List<TEnum>(this HttpRequest request, string name) where TEnum : struct, Enum =>
        [.. request.Query[name].SelectMany(list => (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Select(item => Enum.TryParse<TEnum>(item, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : throw NotA(name, item, $"one of {string.Join(", ", Enum.GetNames<TEnum>())}"))];

    public static string? Text(this HttpRequest request, string name) => request.Query[name].FirstOrDefault() is { Length: > 0 } text ? text : null;

    /// <summary>The body as JSON text, null when there is none.</summary>
    /// <exception cref="InvalidJsonException">It is not JSON.</exception>
    public static async Task<string?> JsonBodyAsync(this HttpRequest request, CancellationToken cancellation)
    {
        var text = await TextBodyAsync(request, cancellation);
        return string.IsNullOrWhiteSpace(text) ? null : Json(text);
    }

    /// <summary>The body in the charset that it says it has.</summary>
    public static async Task<string> TextBodyAsync(this HttpRequest request, CancellationToken cancellation)
    {
        using var reader = new StreamReader(request.Body, Charset(request));
        return await reader.ReadToEndAsync(cancellation);
    }

    /// <summary>The text, once it is known to be JSON.</summary>
    /// <exception cref="InvalidJsonException">It is not.</exception>
    public static string Json(string text)
    {
        try
        {
            using var parsed = JsonDocument.Parse(text);
            return text;
        }
        catch (JsonException problem)
        {
            throw new InvalidJsonException(problem);
        }
    }

    private static Encoding Charset(HttpRequest request) => request.GetTypedHeaders().ContentType switch
    {
        { Charset.HasValue: true, Encoding: null } => throw new BadHttpRequestException($"The charset of Content-Type '{request.ContentType}' is not known: send UTF-8."),
        var type => type?.Encoding ?? Encoding.UTF8,
    };

    private static BadHttpRequestException NotA(string name, string text, string expected) => new($"'{text}' is not a value for '{name}': it must be {expected}.");
}
