using Autocura.Embedded.Durable;
using Autocura.Embedded.Hosting.Http;
using Autocura.Embedded.Hosting.Invocation;
using Autocura.Embedded.Hosting.Settings;
using Autocura.Embedded.Hosting.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Hosting;

/// <summary>Puts a function host together, part by part and with nothing by default, so that it starts quickly.</summary>
internal static class FunctionHostBuilder
{
    /// <summary>What Azure accepts; a large Alertmanager notification is some 20 MB.</summary>
    private const long MaxRequestBytes = 100 * 1024 * 1024;

    public static WebApplication Build(FunctionHostOptions options, TimeProvider time)
    {
        var index = FunctionIndex.Of(options.FunctionTypes);
        var web = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        options.Read(web.Configuration);
        Listen(web, options);

        var app = new FunctionsApplicationBuilder(web);
        AddHost(app.Services, index, options, time);
        options.Configure(app);
        // Started after what the app stands on and stopped before it; Kestrel comes last and goes first.
        app.Services.AddHostedService(s => s.GetRequiredService<TimerListeners>());
        app.Services.AddSingleton(new FunctionPipeline(FunctionBody.Prepare(index.Functions), app));
        return (WebApplication)app.Build();
    }

    private static void Listen(WebApplicationBuilder web, FunctionHostOptions options)
    {
        web.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
            kestrel.Listen(options.Port.EndPoint);
        });
        web.Services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = _ => options.Port.Socket);
        web.Services.AddSingleton<IHostLifetime, NoLifetime>();
    }

    private static void AddHost(IServiceCollection services, FunctionIndex index, FunctionHostOptions options, TimeProvider time)
    {
        services.AddSingleton(options.Loggers);
        services.AddRouting();
        // MVC writes action results; with no parts to look through it searches no assembly for controllers.
        services.AddSingleton(new ApplicationPartManager());
        services.AddMvcCore();
        services.AddSingleton(time);
        services.AddSingleton(index);
        services.AddSingleton(options.HostFile);
        services.AddSingleton<FunctionInvoker>();
        services.AddSingleton<IFunctionInvoker, DurableFunctions>();
        services.AddSingleton<BackgroundWork>();
        services.AddSingleton<HttpFunctions>();
        services.AddSingleton<AdminRoutes>();
        services.AddSingleton(s => new AccessKeys(s.GetRequiredService<IConfiguration>(), options.Port.EndPoint.Address));
        services.AddSingleton(s => new TimerMemory(Path.Combine(options.DataFolder, "timers"), s.GetRequiredService<ILogger<TimerMemory>>()));
        services.AddSingleton(s => new TimerListeners(index.Functions, s.GetRequiredService<IConfiguration>(), new TimerListenerContext(
            s.GetRequiredService<FunctionInvoker>(), s.GetRequiredService<TimerMemory>(), s.GetRequiredService<BackgroundWork>(), time,
            s.GetRequiredService<ILogger<TimerListeners>>())));
    }

    /// <summary>The process decides when it stops; a host inside a test must not listen for its signals.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
