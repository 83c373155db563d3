using Autocura.Embedded.Hosting.Settings;
using Autocura.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Autocura.Embedded.Hosting;

/// <summary>The log of the whole process, at the levels of host.json, of the settings under <c>Logging:</c> and, while it runs, of <see cref="LogLevels"/>: the later outdoes the earlier.</summary>
internal static class HostLogging
{
    /// <summary>Writes to what is configured, at the levels that are given by category. A line written within a span bears its ids.</summary>
    public static ILoggerFactory Create(HostFile file, IConfiguration settings, LogLevels levels, Action<ILoggingBuilder> configure) => LoggerFactory.Create(logging =>
    {
        logging.AddFilter("Microsoft", LogLevel.Warning);
        foreach (var (category, level) in file.LogLevels)
            logging.AddFilter(category.Equals("default", StringComparison.OrdinalIgnoreCase) ? null : category, level);
        logging.AddConfiguration(settings.GetSection("Logging"));
        logging.Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        logging.Services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>>(levels).AddSingleton<IOptionsChangeTokenSource<LoggerFilterOptions>>(levels);
        configure(logging);
    });

    /// <summary>
    /// One line an event, on standard error, so that standard output belongs to the program. As JSON, with all fields and scopes, where Logging:Console:FormatterName is json; whatever else the settings
    /// say of the console outdoes this.
    /// </summary>
    public static void ToConsole(ILoggingBuilder logging)
    {
        logging.Services.Configure<SimpleConsoleFormatterOptions>(line =>
        {
            line.SingleLine = true;
            line.TimestampFormat = "HH:mm:ss.fff ";
            line.UseUtcTimestamp = true;
        });
        logging.Services.Configure<JsonConsoleFormatterOptions>(line =>
        {
            line.IncludeScopes = true;
            line.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            line.UseUtcTimestamp = true;
        });
        logging.Services.Configure<ConsoleLoggerOptions>(console => (console.FormatterName, console.LogToStandardErrorThreshold) = (ConsoleFormatterNames.Simple, LogLevel.Trace));
        logging.AddConsole();
    }

    /// <summary>Only what went wrong, so that the log does not run through what the program shows.</summary>
    public static void WarningsToConsole(ILoggingBuilder logging)
    {
        ToConsole(logging);
        logging.AddFilter<ConsoleLoggerProvider>(category: null, LogLevel.Warning);
    }
}
