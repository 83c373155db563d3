using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;

namespace Autocura.Embedded.Hosting.Telemetry;

/// <summary>
/// Sends every line of the log to a collector, with its fields, those of the scopes around it, and the ids of the span that it was written in. The log outlives the host: what is written after
/// <see cref="Stop"/> is for the others alone.
/// </summary>
internal sealed class OtlpLogs : ILoggerProvider, ISupportExternalScope
{
    private readonly ServiceProvider services;
    private readonly ILoggerProvider sender;
    private readonly ConcurrentDictionary<string, Line> lines = new();
    private bool isStopped;

    public OtlpLogs(OtlpTarget target, ResourceBuilder resource)
    {
        services = new ServiceCollection().AddLogging(logging => logging.AddOpenTelemetry(options =>
        {
            options.IncludeScopes = true;
            options.IncludeFormattedMessage = true;
            options.SetResourceBuilder(resource).AddOtlpExporter(target.For("logs"));
        })).BuildServiceProvider();
        sender = services.GetServices<ILoggerProvider>().Single();
    }

    public ILogger CreateLogger(string categoryName) => lines.GetOrAdd(categoryName, name => new Line(this, sender.CreateLogger(name)));

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => ((ISupportExternalScope)sender).SetScopeProvider(scopeProvider);

    /// <summary>Sends what is left and no more.</summary>
    public void Stop()
    {
        if (Interlocked.Exchange(ref isStopped, true)) return;
        services.Dispose();
    }

    public void Dispose() => Stop();

    private sealed class Line(OtlpLogs logs, ILogger sender) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null; // the log keeps the scopes

        public bool IsEnabled(LogLevel logLevel) => !Volatile.Read(ref logs.isStopped) && sender.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) sender.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
