using Autocura.Embedded.Hosting.Http;
using Autocura.Embedded.Hosting.Invocation;
using Autocura.Embedded.Hosting.Settings;
using Autocura.Embedded.Hosting.Telemetry;
using Autocura.Triggers.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Embedded.Hosting;

/// <summary>A function app that is being served: its HTTP functions on Kestrel, its timers on the clock, its middleware around both.</summary>
internal sealed class FunctionHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly BackgroundWork work;
    private readonly ReservedPort port;
    private bool isStopped;

    private FunctionHost(WebApplication app, ReservedPort port, IReadOnlyList<HttpRoute> routes)
    {
        this.app = app;
        this.port = port;
        work = app.Services.GetRequiredService<BackgroundWork>();
        Url = port.Url;
        Listing = FunctionListing.Of(app.Services.GetRequiredService<FunctionIndex>(), routes, Url);
    }

    public Uri Url { get; }

    /// <summary>The functions and their URLs, for people.</summary>
    public string Listing { get; }

    public IServiceProvider Services => app.Services;

    /// <summary>Starts to serve. Whatever keeps the app from running is thrown here, with its name and what to do.</summary>
    public static async Task<FunctionHost> StartAsync(FunctionHostOptions options, TimeProvider time)
    {
        var app = FunctionHostBuilder.Build(options, time);
        try
        {
            var index = app.Services.GetRequiredService<FunctionIndex>();
            var routes = HttpRoute.Of(index.Functions, options.HostFile.RoutePrefix);
            MapRoutes(app, options, routes);
            await app.StartAsync();
            return new FunctionHost(app, options.Port, routes);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Completes when no timer function runs.</summary>
    public Task WhenIdleAsync() => work.WhenIdleAsync();

    /// <summary>Takes no more requests, then lets what runs finish: requests, timer functions, activities. Once patience is over they are cancelled.</summary>
    public async Task StopAsync(CancellationToken patience)
    {
        if (isStopped) return;
        isStopped = true;
        await app.StopAsync(patience);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
        port.Dispose();
    }

    private static void MapRoutes(WebApplication app, FunctionHostOptions options, IReadOnlyList<HttpRoute> routes)
    {
        app.Use(WithSecurityHeaders);
        if (app.Services.GetRequiredService<AccessKeys>().IsOpen) app.UseMiddleware<LocalCallersOnly>();
        app.Use(MethodsAreRoutes);
        app.UseRouting();
        app.Use(RequestSpans.TraceAsync);
        app.Services.GetRequiredService<HttpFunctions>().Map(app, routes.Where(r => !app.Configuration.IsDisabled(r.Function.Name)));
        app.Services.GetRequiredService<AdminRoutes>().Map(app);
        options.Routes(app);
    }

    /// <summary>The host's own answers have what a function's have; what an answer says itself stays.</summary>
    private static Task WithSecurityHeaders(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(() =>
        {
            SecurityHeaders.Set(http.Response.Headers);
            return Task.CompletedTask;
        });
        return next(http);
    }

    /// <summary>On Azure a method that no function lists is a route that does not exist: 404, where ASP.NET would answer 405.</summary>
    private static async Task MethodsAreRoutes(HttpContext http, RequestDelegate next)
    {
        await next(http);
        if (http.Response is { StatusCode: StatusCodes.Status405MethodNotAllowed, HasStarted: false })
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            http.Response.Headers.Allow = default;
        }
    }
}
