using Microsoft.Extensions.Logging;

namespace Autocura.Telemetry;

/// <summary>What is told of the inside. What is not set is as the host is set up.</summary>
public sealed record TelemetryOptions
{
    /// <summary>The least severe messages that are logged: TRACE, DEBUG, INFO, WARN or ERROR; empty for those of the host. Categories that the host names keep their own.</summary>
    public string LogLevel { get; init; } = "";

    /// <summary>Whether traces are sent; null: where the host has an address for them.</summary>
    public bool? EnableTracing { get; init; }

    /// <summary>Where traces are sent, an http or https address; empty for that of the host.</summary>
    public string TracingEndpoint { get; init; } = "";

    /// <summary>The level; null for those of the host.</summary>
    internal LogLevel? Level => LevelOf(LogLevel);

    /// <summary>Every setting that is wrong: which, and what it may be.</summary>
    public IEnumerable<string> Problems()
    {
        if (LogLevel.Length > 0 && Level is null) yield return $"Autocura:Telemetry:LogLevel is '{LogLevel}'; it may be TRACE, DEBUG, INFO, WARN or ERROR.";
        if (TracingEndpoint.Length > 0 && !IsAddress(TracingEndpoint)) yield return $"Autocura:Telemetry:TracingEndpoint is '{TracingEndpoint}'; it may be an http or https address, such as http://localhost:4317.";
    }

    internal static LogLevel? LevelOf(string name) => name.ToUpperInvariant() switch
    {
        "TRACE" => Microsoft.Extensions.Logging.LogLevel.Trace,
        "DEBUG" => Microsoft.Extensions.Logging.LogLevel.Debug,
        "INFO" => Microsoft.Extensions.Logging.LogLevel.Information,
        "WARN" => Microsoft.Extensions.Logging.LogLevel.Warning,
        "ERROR" => Microsoft.Extensions.Logging.LogLevel.Error,
        _ => null,
    };

    internal static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https");
}
