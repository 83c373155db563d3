using Autocura.Embedded.Durable;
using Autocura.Embedded.Durable.Http;
using Autocura.Embedded.Hosting.Http;
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
        app.Services.AddSingleton(s => new DurableEngine(
            options, s.GetRequiredService<IFunctionInvoker>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILoggerFactory>()));
        app.Services.AddSingleton<DurableTaskClient>(s =>
        {
            var client = s.GetRequiredService<DurableEngine>().Client;
            client.ManagementRoot = new Uri(url, DurableManagement.BasePath + "/");
            client.ManagementKey = s.GetRequiredService<IConfiguration>()["Host:Keys:Durable"];
            return client;
        });
        app.Services.AddHostedService<DurableEngineLifetime>();
    }

    public static void MapDurableEngine(this IEndpointRouteBuilder routes)
    {
        var keys = routes.ServiceProvider.GetRequiredService<AccessKeys>();
        routes.MapDurableManagement(routes.ServiceProvider.GetRequiredService<DurableEngine>(), request => keys.Admits(request, AuthorizationLevel.System));
    }
}
