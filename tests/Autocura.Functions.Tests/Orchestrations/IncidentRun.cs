using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Autocura.Activities;
using Autocura.Embedded.Durable;
using Autocura.Embedded.Hosting;
using Autocura.Embedded.Hosting.Settings;
using Autocura.Functions.Tests.Alerts;
using Autocura.Incidents;
using Autocura.Orchestrations;
using Autocura.Support;
using Autocura.Telemetry;
using Autocura.Triggers;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Autocura.Functions.Tests.Orchestrations;

/// <summary>The real intake, incidents and correlation on the real host and engine, on a clock of the test's own, in a <see cref="SmallWorld"/>.</summary>
internal sealed class IncidentRun : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("autocura-incidents-");
    private readonly bool paranoid;
    private FunctionHost host = null!;

    private IncidentRun(bool paranoid) => this.paranoid = paranoid;

    public ManualTime Clock { get; } = new();

    public SmallWorld World { get; } = new();

    public DurableEngine Engine => host.Services.GetRequiredService<DurableEngine>();

    public EmbeddedTaskClient Client => Engine.Client;

    public HttpClient Http { get; private set; } = null!;

    public static WorkloadRef Workload(string name) => new("test", "Deployment", "shop", name);

    public static async Task<IncidentRun> StartAsync(bool paranoid = true)
    {
        var run = new IncidentRun(paranoid);
        await run.OpenAsync();
        return run;
    }

    /// <summary>Sends one alert about each workload, as Alertmanager does.</summary>
    public Task AlertAsync(params string[] workloads) => PostAsync("firing", [.. workloads.Select(name => (name, "KubePodNotReady"))]);

    public Task ResolveAsync(params string[] workloads) => PostAsync("resolved", [.. workloads.Select(name => (name, "KubePodNotReady"))]);

    public async Task PostAsync(string status, IReadOnlyList<(string Workload, string Alert)> alerts)
    {
        var message = new JsonObject
        {
            ["version"] = "4",
            ["receiver"] = "autocura",
            ["groupKey"] = $"{Clock.GetUtcNow():O}",
            ["alerts"] = new JsonArray([.. alerts.Select(alert => new JsonObject
            {
                ["status"] = status,
                ["labels"] = new JsonObject { ["alertname"] = alert.Alert, ["namespace"] = "shop", ["deployment"] = alert.Workload },
                ["annotations"] = new JsonObject(),
                ["startsAt"] = Clock.GetUtcNow().ToString("O"),
                ["endsAt"] = status == "firing" ? "0001-01-01T00:00:00Z" : Clock.GetUtcNow().ToString("O"),
                ["fingerprint"] = SomeAlert.On(alert.Workload, alert.Alert).Fingerprint,
            })]),
        };
        using var answer = await Http.PostAsJsonAsync("api/alerts", message);
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    /// <summary>Lets time pass from timer to timer; after each, what is asked for happens.</summary>
    public async Task PassAsync(TimeSpan span, Func<Task>? afterEach = null)
    {
        var end = Clock.GetUtcNow() + span;
        await Engine.WhenIdleAsync();
        while (Engine.NextTimerDue is { } due && due <= end)
        {
            Clock.AdvanceTo(due < Clock.GetUtcNow() ? Clock.GetUtcNow() : due);
            await Engine.WhenIdleAsync();
            await (afterEach?.Invoke() ?? Task.CompletedTask);
        }

        Clock.AdvanceTo(end > Clock.GetUtcNow() ? end : Clock.GetUtcNow());
        await Engine.WhenIdleAsync();
    }

    /// <summary>The process is gone and comes back on the same folder.</summary>
    public async Task RestartAsync()
    {
        await CloseAsync();
        await OpenAsync();
        await Engine.WhenIdleAsync();
    }

    public async Task<OrchestrationMetadata?> FindAsync(string workload) => await Client.GetInstanceAsync(Workload(workload).InstanceId, getInputsAndOutputs: true);

    public async Task<IncidentStatus> StatusAsync(string workload) => (await FindAsync(workload)).ShouldNotBeNull(workload).ReadCustomStatusAs<IncidentStatus>().ShouldNotBeNull();

    public async Task<Outcome> OutcomeAsync(string workload)
    {
        var ended = (await FindAsync(workload)).ShouldNotBeNull(workload);
        ended.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed, $"{ended.FailureDetails?.ErrorMessage} {await ToldAsync(workload)}");
        return ended.ReadOutputAs<Outcome>()!;
    }

    public async Task<string> ToldAsync(string workload) => string.Join('\n', (await StatusAsync(workload)).Timeline.Select(entry => $"{entry.At:HH:mm:ss} {entry.Phase} {entry.Message}"));

    /// <summary>Keeps what the incident has lived through among the histories that are replayed, when they are wanted anew.</summary>
    public void Record(string story, string workload)
    {
        if (RecordedHistory.IsWanted)
        {
            var file = $"tests/Autocura.Scenarios/Replay/Histories/{FunctionNames.Incident}.{story}.json";
            RecordedHistory.Of(Engine, Workload(workload).InstanceId).Write(Repository.PathOf(file));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        folder.Delete(recursive: true);
    }

    private async Task OpenAsync()
    {
        host = await FunctionHost.StartAsync(Options(), Clock);
        Http = new HttpClient { BaseAddress = host.Url };
        Client.ManagementRoot = new Uri(host.Url, "/runtime/webhooks/durabletask/");
        await Engine.StartAsync();
    }

    private async Task CloseAsync()
    {
        Http.Dispose();
        await Engine.StopAsync();
        await host.DisposeAsync();
    }

    private FunctionHostOptions Options() => new()
    {
        FunctionTypes =
        [
            typeof(AlertWebhook), typeof(IncidentQueries), typeof(AlertIntakeOrchestrator), typeof(DeliverAlert), typeof(IncidentOrchestrator),
            typeof(RemediationOrchestrator), typeof(CorrelateIncident), typeof(LookAtRoot), typeof(SmallWorldFunctions),
        ],
        Port = ReservedPort.Take(IPAddress.Loopback, 0),
        DataFolder = folder.FullName,
        HostFile = new HostFile { RoutePrefix = "" },
        UseEnvironment = false,
        Configure = app =>
        {
            app.Services.AddSingleton(World);
            app.Services.AddSingleton<OpenIncidents>().AddSingleton<IncidentMetrics>().AddTriggers(app.Configuration);
            app.Services.AddSingleton<TimeProvider>(Clock);
            app.Services.AddSingleton(services => new DurableEngine(
                new DurableEngineOptions { DatabasePath = Path.Combine(folder.FullName, "durable.db"), Paranoid = paranoid },
                services.GetRequiredService<IFunctionInvoker>(),
                Clock,
                services.GetRequiredService<ILoggerFactory>()));
            app.Services.AddSingleton<DurableTaskClient>(services => services.GetRequiredService<DurableEngine>().Client);
        },
    };
}
