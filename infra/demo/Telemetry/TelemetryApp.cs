using System.Globalization;

namespace Autocura.Demo.Telemetry;

/// <summary>The application: what it serves, with every request counted and timed, those for its own condition aside.</summary>
public static class TelemetryApp
{
    private static readonly string[] Own = ["/metrics", "/health"];
    private static readonly string[] Methods = ["GET", "HEAD", "POST"];

    public static WebApplication Build(TelemetrySettings settings, TimeProvider time, params string[] arguments)
    {
        var builder = WebApplication.CreateSlimBuilder(arguments);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(settings.Address, settings.Port));
        builder.Services.AddSingleton(settings).AddSingleton(time).AddSingleton<RequestMetrics>().AddSingleton<DependencyChecks>();
        builder.Services.AddSingleton(new Trouble(settings, time));
        builder.Services.AddSingleton(new HttpClient { Timeout = TimeSpan.FromSeconds(10) }).AddSingleton<Chain>();
        var app = builder.Build();
        app.Use(CountAsync);
        Map(app, settings);
        return app;
    }

    private static void Map(WebApplication app, TelemetrySettings settings)
    {
        app.MapGet("/", () => new { message = $"This is {settings.Name}" });
        app.MapGet("/version", () => new { name = settings.Name, version = settings.Version, deployed_by = settings.DeployedBy });
        app.MapGet("/health", async (DependencyChecks checks, CancellationToken cancellation) =>
        {
            var found = await checks.LookAsync(cancellation);
            var isWell = found.Values.All(up => up);
            return Results.Json(new { status = isWell ? "healthy" : "unhealthy", dependencies = found }, statusCode: isWell ? 200 : 503);
        });
        app.MapPost("/process", async (IReadOnlyList<string> passed, Chain chain, CancellationToken cancellation) => await chain.ProcessAsync(passed, cancellation));
        app.MapGet("/metrics", async (RequestMetrics metrics, DependencyChecks checks, CancellationToken cancellation) =>
            Results.Text(metrics.Write(await checks.LookAsync(cancellation)), "text/plain; version=0.0.4"));
    }

    private static async Task CountAsync(HttpContext http, RequestDelegate next)
    {
        var path = http.Request.Path.Value ?? "/";
        if (Own.Contains(path))
        {
            await next(http);
            return;
        }

        var time = http.RequestServices.GetRequiredService<TimeProvider>();
        var begun = time.GetTimestamp();
        await next(http);
        // What nobody serves is one series for all of it, or a stranger could make as many as he likes.
        var endpoint = http.Response.StatusCode is StatusCodes.Status404NotFound ? "other" : path;
        var method = Methods.Contains(http.Request.Method) ? http.Request.Method : "other";
        http.RequestServices.GetRequiredService<RequestMetrics>().Count(endpoint, method, http.Response.StatusCode.ToString(CultureInfo.InvariantCulture), time.GetElapsedTime(begun));
    }
}
