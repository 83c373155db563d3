using Autocura.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Autocura.Functions.Tests.Telemetry;

/// <summary>The level as it holds for loggers that are there already.</summary>
public sealed class LogLevelsTests : IDisposable
{
    private readonly LogLevels levels = new();
    private readonly ILoggerFactory loggers;

    public LogLevelsTests() => loggers = LoggerFactory.Create(logging =>
    {
        logging.AddFilter(null, LogLevel.Information).AddFilter("Quiet", LogLevel.Error).AddProvider(new Everything());
        logging.Services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>>(levels).AddSingleton<IOptionsChangeTokenSource<LoggerFilterOptions>>(levels);
    });

    public void Dispose() => loggers.Dispose();

    [Fact]
    public void A_change_holds_at_once_and_its_end_brings_back_what_held_before()
    {
        var logger = loggers.CreateLogger("Autocura.Anything");
        Least(logger).ShouldBe(LogLevel.Information);
        levels.Use(LogLevel.Trace);
        Least(logger).ShouldBe(LogLevel.Trace);
        levels.Use(LogLevel.Warning);
        Least(logger).ShouldBe(LogLevel.Warning);
        levels.Use(null);
        Least(logger).ShouldBe(LogLevel.Information);
    }

    [Fact]
    public void A_category_that_the_host_names_keeps_its_level()
    {
        levels.Use(LogLevel.Trace);
        Least(loggers.CreateLogger("Quiet")).ShouldBe(LogLevel.Error);
    }

    [Theory]
    [InlineData("", "LOUD", "Autocura:Telemetry:LogLevel is 'LOUD'; it may be TRACE, DEBUG, INFO, WARN or ERROR.")]
    [InlineData("collector:4317", "debug", "Autocura:Telemetry:TracingEndpoint is 'collector:4317'; it may be an http or https address, such as http://localhost:4317.")]
    public void What_may_not_stand_there_is_named(string endpoint, string level, string problem) =>
        new AutocuraOptions { Telemetry = new TelemetryOptions { TracingEndpoint = endpoint, LogLevel = level } }.Problems().ShouldHaveSingleItem().ShouldBe(problem);

    private static LogLevel Least(ILogger logger) => Enum.GetValues<LogLevel>().First(logger.IsEnabled);

    private sealed class Everything : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
        }

        public void Dispose()
        {
        }
    }
}
