using System.Globalization;
using System.Text.RegularExpressions;

namespace Autocura.Embedded.Cluster.Applications.Following;

/// <summary>A host and a port, as a variable of the environment gives them: plain, as a URL, or inside of a connection string.</summary>
internal sealed partial record Address(string Host, int Port)
{
    private static readonly Dictionary<string, int> Schemes = new() { ["http"] = 80, ["https"] = 443, ["postgres"] = 5432, ["postgresql"] = 5432, ["mongodb"] = 27017, ["redis"] = 6379 };

    /// <summary>Reads an address; null when there is none in the text. Without a port it gets the one given.</summary>
    public static Address? Parse(string text, int port)
    {
        if (Url().Match(text) is { Success: true } url)
        {
            return Of(url, Schemes.GetValueOrDefault(url.Groups["scheme"].Value, port));
        }

        if (KeyedHost().Match(text) is { Success: true } host)
        {
            var keyed = KeyedPort().Match(text);
            return new Address(host.Groups["host"].Value, keyed.Success ? Number(keyed.Groups["port"].Value) : port);
        }

        return Plain().Match(text) is { Success: true } plain ? Of(plain, port) : null;
    }

    public override string ToString() => $"{Host}:{Port}";

    private static Address Of(Match match, int port) => new(match.Groups["host"].Value, match.Groups["port"].Success ? Number(match.Groups["port"].Value) : port);

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<scheme>[a-z][a-z0-9+]*)://(?:[^@/\s]*@)?(?<host>[\w.-]+)(?::(?<port>\d{1,5}))?", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Url();

    [GeneratedRegex(@"\b(?:host|server)=(?<host>[\w.-]+)", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyedHost();

    [GeneratedRegex(@"\bport=(?<port>\d{1,5})", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyedPort();

    [GeneratedRegex(@"^(?<host>[\w.-]+)(?::(?<port>\d{1,5}))?$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Plain();
}
