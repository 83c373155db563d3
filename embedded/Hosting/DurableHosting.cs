using Autocura.Embedded.Durable;
using Autocura.Embedded.Durable.Http;
using Autocura.Embedded.Hosting.Http;
using Autocura.Embedded.Hosting.Telemetry;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Hosting;

/// <summary>Joins the durable engine to a function host: it runs the host's functions, and the host serves its client and its management API.</summary>
internal static class DurableHosting
{
    public static void AddDurableEngine(this FunctionsApplicationBuilder app, DurableEngineOptions options, Uri url)
    {
        app.Services.AddSingleton(s =>
        {
            var engine = new DurableEngine(options, s.GetRequiredService<IFunctionInvoker>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILoggerFactory>());
            engine.Client.ManagementRoot = new Uri(url, DurableManagement.BasePath + "/");
            engine.Client.ManagementKey = s.GetRequiredService<IConfiguration>()["Host:Keys:Durable"];
            return engine;
        });
        app.Services.AddSingleton<DurableTaskClient>(s => s.GetRequiredService<DurableEngine>().Client);
        app.Services.AddSingleton<EngineReadings>();
        // Before the engine and so stopped after it, with its last spans.
        app.Services.AddHostedService<OtlpExport>();
        app.Services.AddHostedService<DurableEngineLifetime>();
    }

    public static void MapDurableEngine(this IEndpointRouteBuilder routes)
    {
        var keys = routes.ServiceProvider.GetRequiredService<AccessKeys>();
        var engine = routes.ServiceProvider.GetRequiredService<DurableEngine>();
        HealthRoutes.Map(routes, engine);
        routes.MapDurableManagement(engine, request => keys.Admits(request, AuthorizationLevel.System));
        // Asked for here, so that it counts from the engine's first turn on.
        routes.ServiceProvider.GetRequiredService<EngineReadings>().Map(routes, keys);
    }
}
