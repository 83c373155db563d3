using System.Globalization;
using Autocura.Demo.Telemetry;

namespace Autocura.EndToEnd.Demo;

/// <summary>One application of the demo as a process of its own, on the loopback interface.</summary>
internal sealed class TelemetryProcess : IAsyncDisposable
{
    private readonly ClientProcess process;

    private TelemetryProcess(ClientProcess process, int port) => (this.process, Http) = (process, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") });

    public HttpClient Http { get; }

    public Uri Address => Http.BaseAddress!;

    /// <summary>Starts it with settings such as "APP_ERRORS=5" and waits until it answers.</summary>
    public static async Task<TelemetryProcess> StartAsync(string name, params string[] settings)
    {
        var port = ClientProcess.FreePort();
        var started = new TelemetryProcess(Run([$"APP_NAME={name}", "APP_HOST=127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"PORT={port}"), .. settings]), port);
        await started.process.ReadyAsync(started.Http, "/version");
        return started;
    }

    /// <summary>The program with these settings, whatever becomes of it.</summary>
    public static ClientProcess Run(params string[] settings) => ClientProcess.Start("env", [.. settings, "dotnet", typeof(TelemetrySettings).Assembly.Location]);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await process.DisposeAsync();
    }
}
