using System.Globalization;
using Autocura.Embedded.Metrics.Query;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Autocura.Embedded.Metrics.Api;

/// <summary>The parameters of one API request, from the query string and, for POST, from the form.</summary>
internal sealed class ApiRequest(IQueryCollection query, IFormCollection? form)
{
    public static async Task<ApiRequest> ReadAsync(HttpContext context) =>
        new(context.Request.Query, context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null);

    public string? Text(string name) => All(name) is [var first, ..] ? first : null;

    public IReadOnlyList<string> All(string name) =>
        [.. (form?[name] ?? StringValues.Empty).Concat(query[name]).OfType<string>()];

    public string Required(string name) => Text(name) ?? "";

    /// <summary>Milliseconds since 1970, from seconds or RFC 3339.</summary>
    public long Time(string name, long? otherwise = null)
    {
        var text = Text(name);
        if (string.IsNullOrEmpty(text) && otherwise is { } value)
        {
            return value;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && Math.Abs(seconds) < 1e12)
        {
            return (long)Math.Round(seconds * 1000);
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUnixTimeMilliseconds()
            : throw Invalid(name, $"cannot parse \"{text}\" to a valid timestamp");
    }

    /// <summary>A step, in milliseconds, from seconds or a duration.</summary>
    public long Duration(string name)
    {
        var text = Required(name);
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && Math.Abs(seconds) < 1e12)
        {
            return (long)(seconds * 1000);
        }

        return DurationLiteral.TryParse(text) is { } duration
            ? (long)duration.TotalMilliseconds
            : throw Invalid(name, $"cannot parse \"{text}\" to a valid duration");
    }

    private static QueryException Invalid(string name, string message) => new(QueryFault.BadData, $"invalid parameter \"{name}\": {message}");
}
