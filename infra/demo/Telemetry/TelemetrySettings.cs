using System.Globalization;
using System.Net;

namespace Autocura.Demo.Telemetry;

/// <summary>Something that the application needs and whose port it looks at: "postgres=db:5432" in APP_DEPENDENCIES.</summary>
public sealed record Dependency(string Name, string Host, int Port);

/// <summary>
/// How one application of the chain behaves, from its environment. A wrong value stops the start and is named: an application that quietly
/// ignored APP_ERRORS would be a healthy one that somebody believes to be failing.
/// </summary>
public sealed record TelemetrySettings
{
    public string Name { get; init; } = "app-a";

    /// <summary>The next application of the chain; null at its end. APP_URL_DESTINO.</summary>
    public Uri? Destination { get; init; }

    /// <summary>Percentage of requests that fail, 0 to 100. APP_ERRORS.</summary>
    public double Errors { get; init; }

    /// <summary>Each request takes a random time up to this. APP_LATENCY, in milliseconds.</summary>
    public TimeSpan Latency { get; init; }

    public IReadOnlyList<Dependency> Dependencies { get; init; } = [];

    public string Version { get; init; } = "0.1.0";

    public string DeployedBy { get; init; } = "nobody";

    public int Port { get; init; } = 8000;

    /// <summary>Where it listens: everywhere, as a container must. APP_HOST.</summary>
    public IPAddress Address { get; init; } = IPAddress.Any;

    /// <summary>Where its chance comes from; the same seed makes the same requests fail. APP_SEED.</summary>
    public int Seed { get; init; } = 1;

    public static TelemetrySettings Read(Func<string, string?> environment)
    {
        string Text(string name, string otherwise) => environment(name) is { Length: > 0 } given ? given : otherwise;
        return new()
        {
            Name = Text("APP_NAME", "app-a"),
            Destination = environment("APP_URL_DESTINO") is { Length: > 0 } destination ? Next(destination) : null,
            Errors = Number("APP_ERRORS", Text("APP_ERRORS", "0"), most: 100),
            Latency = TimeSpan.FromMilliseconds(Number("APP_LATENCY", Text("APP_LATENCY", "0"), most: 60_000)),
            Dependencies = [.. Text("APP_DEPENDENCIES", "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(One)],
            Version = Text("APP_VERSION", "0.1.0"),
            DeployedBy = Text("APP_DEPLOYED_BY", "nobody"),
            Port = (int)Number("PORT", Text("PORT", "8000"), most: 65_535),
            Address = Host(Text("APP_HOST", "0.0.0.0")),
            Seed = (int)Number("APP_SEED", Text("APP_SEED", "1"), most: int.MaxValue),
        };
    }

    private static double Number(string name, string text, double most) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0 && number <= most
            ? number
            : throw new FormatException($"{name} is '{text}': give a number from 0 to {most.ToString(CultureInfo.InvariantCulture)}.");

    private static Uri Next(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        ? address
        : throw new FormatException($"APP_URL_DESTINO is '{text}': give the address of the next application, such as http://app-b:8000.");

    private static IPAddress Host(string text) => IPAddress.TryParse(text, out var address)
        ? address
        : throw new FormatException($"APP_HOST is '{text}': give an address of this machine, such as 127.0.0.1.");

    private static Dependency One(string text)
    {
        var parts = text.Split('=', ':');
        return parts is [{ Length: > 0 } name, { Length: > 0 } host, var port] && int.TryParse(port, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 65_535
            ? new(name, host, number)
            : throw new FormatException($"APP_DEPENDENCIES holds '{text}': give name=host:port, such as postgres=db:5432.");
    }
}
