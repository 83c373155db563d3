using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Autocura.Telemetry;

/// <summary>The least severe messages that are logged, as it may be changed while the system runs: it takes the place of the level that holds where no category is named.</summary>
public sealed class LogLevels : IPostConfigureOptions<LoggerFilterOptions>, IOptionsChangeTokenSource<LoggerFilterOptions>
{
    private readonly Lock gate = new();
    private ConfigurationReloadToken changed = new();
    private LogLevel? level;

    public string Name => Options.DefaultName;

    /// <summary>From now on; null for the level that the host is set up with.</summary>
    public void Use(LogLevel? least)
    {
        ConfigurationReloadToken told;
        lock (gate)
        {
            if (level == least) return;
            level = least;
            (told, changed) = (changed, new ConfigurationReloadToken());
        }

        told.OnReload();
    }

    public IChangeToken GetChangeToken()
    {
        lock (gate)
        {
            return changed;
        }
    }

    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        lock (gate)
        {
            // Of rules for no category in particular the last counts.
            if (level is { } least) options.Rules.Add(new LoggerFilterRule(providerName: null, categoryName: null, least, filter: null));
        }
    }
}
