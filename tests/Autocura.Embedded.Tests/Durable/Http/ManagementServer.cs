using System.Text.Json.Nodes;
using Autocura.Embedded.Durable;
using Autocura.Embedded.Durable.Http;
using Autocura.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Embedded.Tests.Durable.Http;

/// <summary>One engine and its management API for all rows of the table; each row makes an instance of its own.</summary>
#pragma warning disable CA1001 // xunit calls DisposeAsync of IAsyncLifetime
public sealed class ManagementServer : IAsyncLifetime
#pragma warning restore CA1001
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("autocura-management-");
    private WebApplication app = null!;
    private int instances;

    internal ManualTime Clock { get; } = new();

    internal WatchedTime Time { get; private set; } = null!;

    internal DurableEngine Engine { get; private set; } = null!;

    internal HttpClient Http { get; private set; } = null!;

    internal Uri Root => new(Http.BaseAddress!, DurableManagement.BasePath + "/");

    public async Task InitializeAsync()
    {
        Time = new WatchedTime(Clock);
        Engine = new DurableEngine(new DurableEngineOptions { DatabasePath = Path.Combine(folder.FullName, "durable.db"), HubName = "Hub" }, Functions(), Time, NullLoggerFactory.Instance);
        await Engine.StartAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 100 * 1024 * 1024);
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapDurableManagement(Engine);
        await app.StartAsync();
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) };
        Engine.Client.ManagementRoot = Root;
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
        await Engine.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>Makes an instance in that state, a minute after the last one, and returns its id.</summary>
    public async Task<string> PrepareAsync(Given given)
    {
        Clock.Advance(TimeSpan.FromMinutes(1));
        var id = $"row-{++instances:000}";
        var name = given switch { Given.Done => "Echo", Given.Failed => "Fail", _ => "Wait" };
        if (given == Given.Nobody) return id;
        await Engine.Client.ScheduleNewOrchestrationInstanceAsync(
            name, "text", new StartOrchestrationOptions(id, given == Given.Pending ? Clock.GetUtcNow().AddHours(5) : null));
        await Engine.WhenIdleAsync();
        if (given == Given.Suspended) await Engine.Client.SuspendInstanceAsync(id, "lunch");
        if (given == Given.Terminated) await Engine.Client.TerminateInstanceAsync(id, (object)"enough");
        await Engine.WhenIdleAsync();
        return id;
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        await Engine.WhenIdleAsync();
        using var response = await Http.GetAsync(new Uri(Root, path));
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    private static TestFunctions Functions() => new TestFunctions()
        .Activity<string, string>("Echo", text => text!)
        .Activity("Break", (_, _) => throw new InvalidOperationException("the part broke"))
        .Orchestrator("Fail", _ => throw new InvalidOperationException("it broke"))
        .Orchestrator("FailPart", async context => await context.CallActivityAsync<string>("Break", "x"))
        .Orchestrator("Echo", async context => await context.CallActivityAsync<string>("Echo", context.GetInput<string>()))
        .Orchestrator("Same", context => Task.FromResult<object?>(context.GetInput<JsonNode>()))
        .Orchestrator("Nap", async context => await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None))
        .Orchestrator("Parent", async context =>
        {
            context.SendEvent("nobody", "hello", 1);
            return await context.CallSubOrchestratorAsync<string>("Echo", "child", new SubOrchestrationOptions(instanceId: context.InstanceId + "-child"));
        })
        .Orchestrator("Wait", async context =>
        {
            context.SetCustomStatus(new { phase = "waiting" });
            return await context.WaitForExternalEvent<JsonNode>("word");
        });
}
