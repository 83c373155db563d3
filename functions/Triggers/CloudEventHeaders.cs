using Microsoft.AspNetCore.Http;

namespace Autocura.Triggers;

/// <summary>The attributes of a CloudEvent in binary mode: the headers that begin with "ce-".</summary>
internal static class CloudEventHeaders
{
    private const string Prefix = "ce-";
    private const int Most = 32;
    private const int Longest = 1024;

    public static IReadOnlyDictionary<string, string> Of(HttpRequest request) => request.Headers
        .Where(header => header.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && header.Value.ToString().Length <= Longest)
        .Take(Most)
        .ToDictionary(header => header.Key[Prefix.Length..].ToLowerInvariant(), header => header.Value.ToString());
}
