using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Autocura.Cluster.Readers;

/// <summary>A host and, where it is written, a port.</summary>
internal sealed record HostAndPort(string Host, int? Port)
{
    public override string ToString() => Port is { } port ? string.Create(CultureInfo.InvariantCulture, $"{Host}:{port}") : Host;
}

/// <summary>
/// Finds addresses in a value: URLs, host:port, lists of them, and connection strings. It knows shapes only, and drops all else: users, passwords, paths
/// and queries never leave it.
/// </summary>
internal static partial class AddressText
{
    private const int LongestHost = 253;
    private const int LowestPort = 1024;

    private static readonly string[] Words = ["HOST", "HOSTNAME", "SERVER", "ADDR", "ADDRESS", "ENDPOINT", "URL", "URI", "BROKER", "BROKERS"];

    private static readonly int[] WellKnownPorts = [53, 80, 389, 443, 636];

    /// <summary>Whether a name is nothing but a word for addresses.</summary>
    public static bool IsAddressWord(string name) => Words.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The addresses in a value. <paramref name="isExpected"/>: its name says that it is one, so that a bare name is taken for a host.</summary>
    public static IReadOnlyList<HostAndPort> Read(string value, bool isExpected)
    {
        var text = value.Trim();
        return text.Length is 0 or > 2000 || text.Contains('\n') ? []
            : Url().Match(text) is { Success: true } url ? [.. Hosts(url.Groups["hosts"].Value, isExpected: true)]
            : DataSource().Match(text) is { Success: true } source ? [.. Hosts(source.Groups["hosts"].Value, isExpected: true)]
            : text.Contains('=') ? OfConnectionString(text)
            : text.Contains(' ') ? []
            : [.. Hosts(text, isExpected)];
    }

    // "Host=db;Port=5432;Password=..." and "Server=tcp:db,1433;...".
    private static IReadOnlyList<HostAndPort> OfConnectionString(string text)
    {
        var pairs = Pair().Matches(text)
            .GroupBy(pair => pair.Groups["key"].Value.Replace(" ", "").ToUpperInvariant())
            .ToDictionary(group => group.Key, group => group.First().Groups["value"].Value.Trim());
        var place = ConnectionKeys.Select(pairs.GetValueOrDefault).FirstOrDefault(found => found is { Length: > 0 });
        if (place is null)
        {
            // Redis' own: "cache:6380,password=...,ssl=True".
            return [.. Hosts(text.Split(',').First(part => part.Length > 0), isExpected: false)];
        }

        var port = Port(pairs.GetValueOrDefault("PORT"));
        return [.. Hosts(Protocol().Replace(place, "").Replace(',', ':'), isExpected: true).Select(address => address with { Port = address.Port ?? port })];
    }

    private static IEnumerable<HostAndPort> Hosts(string list, bool isExpected) => list
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(text => Host(text, isExpected))
        .OfType<HostAndPort>();

    private static HostAndPort? Host(string text, bool isExpected)
    {
        var match = HostPort().Match(text);
        var host = match.Groups["host"].Value;
        var port = Port(match.Groups["port"].Value);
        if (!match.Success || host.Length > LongestHost || IsNowhere(host) || (match.Groups["port"].Success && port is null))
        {
            return null;
        }

        var isPlausible = isExpected || (port is { } number && (number >= LowestPort || WellKnownPorts.Contains(number))) || IsClusterName(host);
        return isPlausible && host.Any(char.IsAsciiLetter) | IPAddress.TryParse(host, out _) ? new HostAndPort(host, port) : null;
    }

    /// <summary>Whether only a Service of the cluster can have such a name.</summary>
    public static bool IsClusterName(string host) => host.EndsWith(".svc") || host.EndsWith(".svc.cluster.local");

    // Where a program listens is no address of something it calls.
    private static bool IsNowhere(string host) => host is "0.0.0.0" or "::";

    private static int? Port(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= IPEndPoint.MaxPort ? port : null;

    private static readonly string[] ConnectionKeys = ["HOST", "SERVER", "DATASOURCE", "ADDRESS", "ADDR", "HOSTNAME", "ENDPOINT"];

    // User and password end at the last @ before the path.
    [GeneratedRegex(@"^(jdbc:)?[a-z][a-z0-9+.-]*://([^/?#]*@)?(?<hosts>[^/?#;@\s]+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Url();

    // Go's drivers: user:password@tcp(db:3306)/cart.
    [GeneratedRegex(@"^([^()]*@)?(tcp|tcp4|tcp6)\((?<hosts>[^()]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DataSource();

    [GeneratedRegex(@"(?<=^|[;\s])(?<key>[A-Za-z][A-Za-z ]*)=(?<value>[^;\s]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pair();

    [GeneratedRegex(@"^[a-z]+:(//)?(?=[^0-9])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Protocol();

    [GeneratedRegex(@"^(?<host>[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)\.?(:(?<port>[0-9]+))?/?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HostPort();
}
