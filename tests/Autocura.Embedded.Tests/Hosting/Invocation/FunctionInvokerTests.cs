using System.Net;
using Autocura.Embedded.Durable;
using Autocura.Embedded.Hosting.Settings;
using Autocura.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Autocura.Embedded.Tests.Hosting.Invocation;

public sealed class FunctionInvokerTests
{
    private readonly List<string> trace = [];

    [Fact]
    public async Task Middleware_wraps_every_function_in_the_order_it_was_added()
    {
        await using var host = await StartAsync();
        (await host.Http.GetStringAsync("/greet/ann")).ShouldBe("hello ann");
        (await Durable(host).InvokeActivityAsync("measure", "incident-1", "\"four\"", CancellationToken.None)).ShouldBe("""{"Length":4,"Instance":"incident-1"}""");
        trace.ShouldBe(["outer Greet", "inner Greet", "inner end", "outer end", "outer Measure", "inner Measure", "inner end", "outer end"]);
    }

    [Fact]
    public async Task Each_invocation_has_services_of_its_own_that_end_with_it()
    {
        await using var host = await StartAsync();
        await host.Http.GetStringAsync("/greet/ann");
        await host.Http.GetStringAsync("/greet/bob");
        var visits = host.Service<Visits>();
        visits.Made.ShouldBe(2);
        visits.Ended.ShouldBe(4); // the scoped visit and the function's own instance, each time
    }

    [Fact]
    public async Task Activities_are_found_in_any_case_and_unknown_or_disabled_ones_are_not_there()
    {
        await using var host = await StartAsync();
        var durable = Durable(host);
        durable.HasActivity("MEASURE").ShouldBeTrue();
        durable.HasActivity("Greet").ShouldBeFalse();
        durable.HasActivity("Switched").ShouldBeFalse();
        durable.HasOrchestrator("Measure").ShouldBeFalse();
    }

    [Fact]
    public async Task What_an_activity_throws_reaches_the_engine_as_it_was_thrown()
    {
        await using var host = await StartAsync();
        var error = await Should.ThrowAsync<InvalidDataException>(() => Durable(host).InvokeActivityAsync("Break", "i", "null", CancellationToken.None));
        error.Message.ShouldBe("broken as asked");
    }

    [Fact]
    public async Task An_activity_without_a_result_gives_none()
    {
        await using var host = await StartAsync();
        (await Durable(host).InvokeActivityAsync("Quiet", "i", null, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task The_time_limit_of_the_host_file_cancels_a_function()
    {
        var time = new ManualTime();
        await using var host = await StartAsync(time, new HostFile { RoutePrefix = "", FunctionTimeout = TimeSpan.FromMinutes(10) });
        var answer = host.Http.GetAsync("/endless");
        await host.Service<Visits>().Waiting.Task;
        time.Advance(TimeSpan.FromMinutes(10));
        (await answer).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
    }

    private static IFunctionInvoker Durable(HostUnderTest host) => host.Service<IFunctionInvoker>();

    private Task<HostUnderTest> StartAsync(TimeProvider? time = null, HostFile? file = null) => HostUnderTest.StartAsync(
        new HostUnderTest.Setup
        {
            Time = time ?? TimeProvider.System,
            HostFile = file ?? new HostFile { RoutePrefix = "" },
            Settings = { ["AzureWebJobs.Switched.Disabled"] = "true" },
            Configure = app =>
            {
                app.Services.AddSingleton(trace).AddSingleton<Visits>().AddScoped<Visit>();
                app.UseMiddleware<Outer>().UseMiddleware<Inner>();
            },
        },
        typeof(Sample));

    public sealed class Visits
    {
        public int Made { get; set; }

        public int Ended { get; set; }

        public TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public sealed class Visit : IAsyncDisposable
    {
        private readonly Visits visits;

        public Visit(Visits visits)
        {
            this.visits = visits;
            visits.Made++;
        }

        public ValueTask DisposeAsync()
        {
            visits.Ended++;
            return ValueTask.CompletedTask;
        }
    }

    public sealed class Outer(List<string> trace) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            trace.Add($"outer {context.FunctionDefinition.Name}");
            context.Items["from"] = nameof(Outer);
            await next(context);
            trace.Add("outer end");
        }
    }

    public sealed class Inner(List<string> trace) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            context.Items["from"].ShouldBe(nameof(Outer));
            trace.Add($"inner {context.FunctionDefinition.Name}");
            await next(context);
            trace.Add("inner end");
        }
    }

    public sealed record Measured(int Length, string Instance);

    public sealed class Sample(Visits visits, IServiceProvider services) : IDisposable
    {
        [Function("Greet")]
        public string Greet([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "greet/{name}")] HttpRequest request, string name, FunctionContext context)
        {
            context.InstanceServices.GetRequiredService<Visit>().ShouldBeSameAs(services.GetRequiredService<Visit>());
            Guid.TryParse(context.InvocationId, out _).ShouldBeTrue();
            return $"hello {name}";
        }

        [Function("Endless")]
        public async Task EndlessAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "endless")] HttpRequest request, CancellationToken cancellation)
        {
            var never = new TaskCompletionSource();
            using var cancelled = cancellation.Register(() => never.TrySetCanceled(cancellation));
            visits.Waiting.SetResult();
            await never.Task;
        }

        [Function("Measure")]
        public Measured Measure([ActivityTrigger] string input, FunctionContext context) => new(input.Length, (string)context.BindingContext.BindingData["instanceId"]!);

        [Function("Break")]
        public static Task<int> BreakAsync([ActivityTrigger] string? input) => throw new InvalidDataException("broken as asked");

        [Function("Quiet")]
        public static Task QuietAsync([ActivityTrigger] string? input) => Task.CompletedTask;

        [Function("Switched")]
        public static int Switched([ActivityTrigger] string input) => input.Length;

        public void Dispose() => visits.Ended++;
    }
}
