using System.Collections.Frozen;
using Autocura.Embedded.Hosting.Invocation;
using Autocura.Embedded.Hosting.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Autocura.Embedded.Hosting.Timers;

/// <summary>The timer functions of an app, started together and stopped together.</summary>
internal sealed class TimerListeners : IHostedService, IAsyncDisposable
{
    private readonly FrozenDictionary<string, TimerListener> listeners;
    private readonly BackgroundWork work;

    public TimerListeners(IEnumerable<FunctionDescriptor> functions, IConfiguration settings, TimerListenerContext context)
    {
        work = context.Work;
        var zone = Zone(settings, context.Time);
        listeners = functions.Where(f => f.Timer is not null && !settings.IsDisabled(f.Name)).ToFrozenDictionary(
            f => f.Name, f => new TimerListener(f, Schedule(f, settings, zone), context), StringComparer.OrdinalIgnoreCase);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var listener in listeners.Values) listener.Start();
        return Task.CompletedTask;
    }

    /// <summary>Lets the runs under way finish; they are cancelled when the host has no more time.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => work.StopAsync(cancellationToken);

    /// <summary>Runs a timer function now; false where there is no such timer or it is disabled.</summary>
    public bool TryRunNow(string function)
    {
        if (!listeners.TryGetValue(function, out var listener)) return false;
        listener.RunNow();
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var listener in listeners.Values) await listener.DisposeAsync();
    }

    private static TimerSchedule Schedule(FunctionDescriptor function, IConfiguration settings, TimeZoneInfo zone)
    {
        try
        {
            return TimerSchedule.Parse(settings.Resolve(function.Timer!.Schedule), zone);
        }
        catch (SettingsException error)
        {
            throw new SettingsException($"Timer function '{function.Name}': {error.Message}", error);
        }
    }

    private static TimeZoneInfo Zone(IConfiguration settings, TimeProvider time)
    {
        const string setting = "WEBSITE_TIME_ZONE";
        if (settings[setting] is not { Length: > 0 } name) return time.LocalTimeZone;
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : throw new SettingsException($"{setting} is '{name}', which is no time zone of this system: use a name such as 'Europe/Lisbon'.");
    }
}
