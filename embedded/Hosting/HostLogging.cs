using Autocura.Embedded.Hosting.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Autocura.Embedded.Hosting;

/// <summary>The log of the whole process, at the levels of host.json.</summary>
internal static class HostLogging
{
    /// <summary>Writes to what is configured, at the levels the file gives by category.</summary>
    public static ILoggerFactory Create(HostFile file, Action<ILoggingBuilder> configure) => LoggerFactory.Create(logging =>
    {
        logging.AddFilter("Microsoft", LogLevel.Warning);
        foreach (var (category, level) in file.LogLevels)
            logging.AddFilter(category.Equals("default", StringComparison.OrdinalIgnoreCase) ? null : category, level);
        configure(logging);
    });

    /// <summary>One line an event, on standard error, so that standard output belongs to the program.</summary>
    public static void ToConsole(ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(line =>
        {
            line.SingleLine = true;
            line.TimestampFormat = "HH:mm:ss.fff ";
            line.UseUtcTimestamp = true;
        });
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    /// <summary>Only what went wrong, so that the log does not run through what the program shows.</summary>
    public static void WarningsToConsole(ILoggingBuilder logging)
    {
        ToConsole(logging);
        logging.AddFilter<ConsoleLoggerProvider>(category: null, LogLevel.Warning);
    }
}
