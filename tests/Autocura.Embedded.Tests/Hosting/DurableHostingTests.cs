using System.CommandLine;
using System.Net;
using Autocura.Embedded.Durable;
using Autocura.Embedded.Hosting;
using Autocura.Embedded.Hosting.Settings;
using Autocura.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using SQLitePCL;

namespace Autocura.Embedded.Tests.Hosting;

/// <summary>What the host adds to the engine: the time limit of its activities, and a word to clients and probes when the store refuses.</summary>
public sealed class DurableHostingTests : IDisposable
{
    private readonly ManualTime time = new();
    private readonly Gate gate = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("autocura-host-");

    public void Dispose()
    {
        gate.Release.Set();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("Deaf")]
    [InlineData("Blocking")]
    public async Task An_activity_that_outlasts_the_time_limit_has_failed_and_its_place_is_free_though_it_does_not_listen(string activity)
    {
        await using var host = await StartAsync();
        var client = host.Service<DurableTaskClient>();
        var id = await client.ScheduleNewOrchestrationInstanceAsync("Flow", activity);
        await gate.Entered.Task;

        time.Advance(TimeSpan.FromMinutes(10));

        var failed = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true);
        failed.FailureDetails!.InnerFailure!.ErrorType.ShouldBe(typeof(TimeoutException).FullName);
        failed.FailureDetails.ErrorMessage.ShouldContain("functionTimeout (00:10:00 in host.json)");
        var next = await client.ScheduleNewOrchestrationInstanceAsync("Flow", "Quick");
        (await client.WaitForInstanceCompletionAsync(next, getInputsAndOutputs: true)).ReadOutputAs<string>().ShouldBe("done");

        gate.Release.Set();
        gate.Released.SetResult();
        await gate.Left.Task;
        (await client.GetInstanceAsync(id)).ShouldNotBeNull().RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed, "its late end counts no more");
    }

    [Fact]
    public async Task A_store_that_refuses_makes_the_host_unready_and_its_clients_try_again_later()
    {
        await using var host = await StartAsync();
        (await host.Http.GetAsync("/readyz")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var writer = await host.Service<DurableEngine>().CommitAsync((store, _) => store.Connection.Handle);

        raw.sqlite3_exec(writer, "PRAGMA query_only = 1").ShouldBe(raw.SQLITE_OK);
        using (var managed = await host.Http.PostAsync("/runtime/webhooks/durabletask/orchestrators/Flow", null))
        {
            managed.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await managed.Content.ReadAsStringAsync()).ShouldContain("read-only");
        }

        using (var function = await host.Http.GetAsync("/start"))
        {
            function.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await function.Content.ReadAsStringAsync()).ShouldStartWith("The durable store cannot save: the file or its folder is read-only: nothing was accepted.");
        }

        foreach (var probe in (string[])["/readyz", "/healthz"])
        {
            using var unready = await host.Http.GetAsync(probe);
            unready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await unready.Content.ReadAsStringAsync()).ShouldStartWith("The durable store cannot save: the file or its folder is read-only, since 2026-01-05T08:00:00");
        }

        (await host.Http.GetAsync("/livez")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await HealthCommand.Create().Parse(["--url", $"{host.Http.BaseAddress}"]).InvokeAsync(new InvocationConfiguration { Output = TextWriter.Null })).ShouldBe(0);

        raw.sqlite3_exec(writer, "PRAGMA query_only = 0").ShouldBe(raw.SQLITE_OK);
        (await host.Http.GetAsync("/start")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await host.Http.GetAsync("/readyz")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<HostUnderTest> StartAsync()
    {
        var durable = new DurableEngineOptions { DatabasePath = Path.Combine(folder.FullName, "durable.db"), MaxConcurrentActivityFunctions = 1 };
        return await HostUnderTest.StartAsync(
            new HostUnderTest.Setup
            {
                Time = time,
                HostFile = new HostFile { RoutePrefix = "", FunctionTimeout = TimeSpan.FromMinutes(10) },
                Folder = folder,
                Configure = app =>
                {
                    app.Services.AddSingleton(gate);
                    app.AddDurableEngine(durable, new Uri("http://127.0.0.1/"));
                },
                Routes = routes => routes.MapDurableEngine(),
            },
            typeof(Sample));
    }

    public sealed class Gate
    {
        public ManualResetEventSlim Release { get; } = new();

        public TaskCompletionSource Released { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Left { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public sealed class Sample(Gate gate)
    {
        [Function("Flow")]
        public static Task<string> FlowAsync([OrchestrationTrigger] TaskOrchestrationContext context, string activity) =>
            context.CallActivityAsync<string>(activity, "please");

        [Function("Start")]
        public static async Task<string> StartAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "start")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
            await client.ScheduleNewOrchestrationInstanceAsync("Flow", "Quick");

        [Function("Quick")]
        public static string Quick([ActivityTrigger] string input) => "done";

        [Function("Deaf")]
        public async Task<string> DeafAsync([ActivityTrigger] string input)
        {
            gate.Entered.SetResult();
            await gate.Released.Task;
            gate.Left.SetResult();
            return "late";
        }

        [Function("Blocking")]
        public string Blocking([ActivityTrigger] string input)
        {
            gate.Entered.SetResult();
            gate.Release.Wait();
            gate.Left.SetResult();
            return "late";
        }
    }
}
