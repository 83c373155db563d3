using System.Net;
using Autocura.Activities;
using Autocura.Alerts;
using Autocura.Embedded.Durable;
using Autocura.Embedded.Hosting;
using Autocura.Embedded.Hosting.Settings;
using Autocura.Incidents;
using Autocura.Notifications;
using Autocura.Orchestrations;
using Autocura.Support;
using Autocura.Telemetry;
using Autocura.Triggers;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Autocura.Functions.Tests.Orchestrations;

/// <summary>
/// The real triggers, intake and delivery on the real host and engine, on a clock of the test's own. Beside them run an incident that only
/// takes alerts and a routing by label, so that a test decides what happens at either end.
/// </summary>
internal sealed class IntakeRun : IAsyncDisposable
{
    /// <summary>What Slack signs its requests with.</summary>
    public const string SlackSecret = "8f742231b10e8888abcd99yyyzzz85a5";

    private readonly DirectoryInfo folder;
    private readonly FunctionHost host;

    private IntakeRun(FunctionHost host, DirectoryInfo folder, ManualTime clock)
    {
        this.host = host;
        this.folder = folder;
        Clock = clock;
        Engine = host.Services.GetRequiredService<DurableEngine>();
        Ends = host.Services.GetRequiredService<IntakeEnds>();
        Http = new HttpClient { BaseAddress = host.Url };
    }

    public ManualTime Clock { get; }

    public DurableEngine Engine { get; }

    public EmbeddedTaskClient Client => Engine.Client;

    public IntakeEnds Ends { get; }

    public HttpClient Http { get; }

    /// <summary>Serves requests before there is a store to keep them in.</summary>
    public static async Task<IntakeRun> StartWithoutStoreAsync()
    {
        var clock = new ManualTime();
        var data = Directory.CreateTempSubdirectory("autocura-intake-");
        var started = await FunctionHost.StartAsync(Options(data, clock), clock);
        var run = new IntakeRun(started, data, clock);
        run.Client.ManagementRoot = new Uri(started.Url, "/runtime/webhooks/durabletask/");
        return run;
    }

    public static async Task<IntakeRun> StartAsync()
    {
        var run = await StartWithoutStoreAsync();
        await run.Engine.StartAsync();
        return run;
    }

    /// <summary>Runs one intake to its end, moving the clock from timer to timer.</summary>
    public async Task<OrchestrationMetadata> TakeAsync(AlertBatch batch, string id = "intake-test")
    {
        await Client.ScheduleNewOrchestrationInstanceAsync(FunctionNames.AlertIntake, batch, new StartOrchestrationOptions(id));
        return await FinishAsync(id);
    }

    public async Task<IntakeReport> ReportAsync(AlertBatch batch, string id = "intake-test")
    {
        var intake = await TakeAsync(batch, id);
        intake.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed, intake.FailureDetails?.ErrorMessage);
        return intake.ReadOutputAs<IntakeReport>().ShouldNotBeNull();
    }

    public Task<IntakeReport> ReportAsync(params Alert[] alerts) => ReportAsync(Batch(alerts), $"intake-{Guid.NewGuid():N}");

    public static AlertBatch Batch(params Alert[] alerts) => new() { Receiver = "autocura", Alerts = alerts };

    public async Task<OrchestrationMetadata> FinishAsync(string id)
    {
        while (true)
        {
            var instance = (await StateAsync(id)).ShouldNotBeNull();
            if (instance.IsCompleted)
            {
                return instance;
            }

            Clock.AdvanceTo(Engine.NextTimerDue ?? throw new InvalidOperationException($"{instance} waits for something that no timer brings."));
        }
    }

    public async Task<OrchestrationMetadata?> StateAsync(string id)
    {
        await Engine.WhenIdleAsync();
        return await Client.GetInstanceAsync(id, getInputsAndOutputs: true);
    }

    public async Task<OrchestrationMetadata?> IncidentAsync(string workload) => await StateAsync(Workload(workload).InstanceId);

    /// <summary>Lets an incident show a state.</summary>
    public async Task ShowAsync(IncidentStatus status)
    {
        await Client.RaiseEventAsync(status.Workload.InstanceId, "state", status);
        await Engine.WhenIdleAsync();
    }

    /// <summary>Lets the incident of a workload end, as one that was healed.</summary>
    public async Task CloseAsync(string workload)
    {
        await Client.RaiseEventAsync(Workload(workload).InstanceId, "close");
        await Engine.WhenIdleAsync();
    }

    public static WorkloadRef Workload(string name) => new("test", "Deployment", "shop", name);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Engine.StopAsync();
        await host.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static FunctionHostOptions Options(DirectoryInfo data, ManualTime clock) => new()
    {
        FunctionTypes = [typeof(AlertWebhook), typeof(AzureAlert), typeof(GrafanaAlert), typeof(SignalIntake), typeof(ApprovalDecision), typeof(SlackInteraction), typeof(IncidentQueries), typeof(AlertIntakeOrchestrator), typeof(DeliverAlert), typeof(IntakeEnds.Functions)],
        Port = ReservedPort.Take(IPAddress.Loopback, 0),
        DataFolder = data.FullName,
        HostFile = new HostFile { RoutePrefix = "" },
        UseEnvironment = false,
        Configure = app =>
        {
            app.Services.AddSingleton(new NotificationOptions { Slack = new SlackOptions { SigningSecret = SlackSecret, Approvers = "U1, U2" } });
            app.Services.AddSingleton<IntakeEnds>().AddSingleton<TimeProvider>(clock).AddSingleton<IncidentMetrics>().AddTriggers(app.Configuration);
            app.Services.AddSingleton(services => new DurableEngine(
                new DurableEngineOptions { DatabasePath = Path.Combine(data.FullName, "durable.db"), Paranoid = true },
                services.GetRequiredService<IFunctionInvoker>(),
                clock,
                services.GetRequiredService<ILoggerFactory>()));
            app.Services.AddSingleton<DurableTaskClient>(services => services.GetRequiredService<DurableEngine>().Client);
        },
    };
}
