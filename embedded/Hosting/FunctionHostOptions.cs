using Autocura.Embedded.Hosting.Settings;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Embedded.Hosting;

/// <summary>What a function host is made of: the functions, the app's own services, and where it listens and remembers.</summary>
internal sealed record FunctionHostOptions
{
    /// <summary>The classes to look for functions in.</summary>
    public required IEnumerable<Type> FunctionTypes { get; init; }

    /// <summary>Where the timers keep what they must remember.</summary>
    public required string DataFolder { get; init; }

    public HostFile HostFile { get; init; } = new();

    /// <summary>Adds the app's services and middleware, and the parts the app stands on.</summary>
    public Action<FunctionsApplicationBuilder> Configure { get; init; } = _ => { };

    /// <summary>Adds routes of the host's own, such as those of the durable engine.</summary>
    public Action<IEndpointRouteBuilder> Routes { get; init; } = _ => { };

    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Where to listen. The host takes it over.</summary>
    public required ReservedPort Port { get; init; }

    /// <summary>Settings that any other source may change.</summary>
    public IReadOnlyDictionary<string, string?> Defaults { get; init; } = new Dictionary<string, string?>();

    /// <summary>A local.settings.json, or null for none. The environment comes after it, and <see cref="Settings"/> last.</summary>
    public string? SettingsFile { get; init; }

    public bool UseEnvironment { get; init; } = true;

    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Adds all settings, the later outdoing the earlier.</summary>
    public void Read(IConfigurationBuilder settings) =>
        settings.AddInMemoryCollection(Defaults).AddHost(SettingsFile, UseEnvironment, Settings);
}
