using System.Net;
using System.Net.Sockets;
using Autocura.Embedded.Hosting.Http;
using Autocura.Embedded.Hosting.Invocation;
using Autocura.Embedded.Hosting.Settings;
using Autocura.Embedded.Hosting.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Embedded.Hosting;

/// <summary>A function app that is being served: its HTTP functions on Kestrel, its timers on the clock, its middleware around both.</summary>
internal sealed class FunctionHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly BackgroundWork _work;
    private bool _isStopped;

    private FunctionHost(WebApplication app, IReadOnlyList<HttpRoute> routes)
    {
        _app = app;
        _work = app.Services.GetRequiredService<BackgroundWork>();
        Url = new Uri(app.Urls.Single());
        Listing = FunctionListing.Of(app.Services.GetRequiredService<FunctionIndex>(), routes, Url);
    }

    public Uri Url { get; }

    /// <summary>The functions and their URLs, for people.</summary>
    public string Listing { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts to serve. Whatever keeps the app from running is thrown here, with its name and what to do.</summary>
    public static async Task<FunctionHost> StartAsync(FunctionHostOptions options, TimeProvider time)
    {
        var app = FunctionHostBuilder.Build(options, time);
        try
        {
            var index = app.Services.GetRequiredService<FunctionIndex>();
            var routes = HttpRoute.Of(index.Functions, options.HostFile.RoutePrefix);
            MapRoutes(app, options, routes);
            await ListenAsync(app, options);
            app.Services.GetRequiredService<TimerListeners>().Start();
            return new FunctionHost(app, routes);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Completes when no timer function runs.</summary>
    public Task WhenIdleAsync() => _work.WhenIdleAsync();

    /// <summary>Lets what runs finish: timer functions and requests under way. Once patience is over they are cancelled.</summary>
    public async Task StopAsync(CancellationToken patience)
    {
        if (_isStopped) return;
        _isStopped = true;
        await Task.WhenAll(_work.StopAsync(patience), _app.StopAsync(patience));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private static void MapRoutes(WebApplication app, FunctionHostOptions options, IReadOnlyList<HttpRoute> routes)
    {
        if (app.Services.GetRequiredService<AccessKeys>().IsOpen) app.UseMiddleware<LocalCallersOnly>();
        app.UseRouting();
        app.Services.GetRequiredService<HttpFunctions>().Map(app, routes.Where(r => !app.Configuration.IsDisabled(r.Function.Name)));
        app.Services.GetRequiredService<AdminRoutes>().Map(app);
        options.Routes(app);
    }

    private static async Task ListenAsync(WebApplication app, FunctionHostOptions options)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException error) when (error.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new SettingsException($"Port {options.Port} of {options.Address} is in use: stop what listens there or choose another with --port.", error);
        }
        catch (SocketException error)
        {
            throw new SettingsException($"Cannot listen on {new IPEndPoint(options.Address, options.Port)}: {error.Message}", error);
        }
    }
}
