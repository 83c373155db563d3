using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Tests.Durable;

public sealed class DeterminismTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("autocura-durable-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("another activity", "activity 'Before'", "activity 'After'")]
    [InlineData("a timer", "activity 'Before'", "a timer for")]
    [InlineData("nothing", "activity 'Before'", "asked for nothing")]
    public async Task Code_that_asks_for_something_else_than_its_history_fails_and_names_both(string change, string recorded, string asked)
    {
        await using (var before = await EngineRun.StartAsync(Changed("none"), folder)) await before.ScheduleAsync("Flow", instanceId: "one");
        await using var after = await EngineRun.StartAsync(Changed(change), folder);

        await after.RaiseAsync("one", "go");

        var instance = await after.StateAsync("one");
        instance.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        var message = instance.FailureDetails.ShouldNotBeNull().ErrorMessage;
        message.ShouldContain("'Flow' (instance 'one')");
        message.ShouldContain("call #0");
        message.ShouldContain(recorded);
        message.ShouldContain(asked);
    }

    [Fact]
    public async Task An_event_that_met_the_wrong_code_is_there_when_the_right_code_is_back()
    {
        await using (var before = await EngineRun.StartAsync(Changed("none"), folder)) await before.ScheduleAsync("Flow", instanceId: "one");
        await using (var wrong = await EngineRun.StartAsync(Changed("another activity"), folder))
        {
            await wrong.RaiseAsync("one", "go");
            (await wrong.StateAsync("one")).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        }

        await using var right = await EngineRun.StartAsync(Changed("none"), folder);
        await right.Client.RewindInstanceAsync("one", "the old release is back");

        (await right.StateAsync("one")).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Code_that_asks_for_something_in_a_turn_whose_record_does_not_have_it_fails_and_starts_nothing(int turns)
    {
        await using (var before = await EngineRun.StartAsync(Extended(withExtra: false), folder))
        {
            await before.ScheduleAsync("Flow", instanceId: "one");
            for (var turn = 1; turn < turns; turn++) await before.RaiseAsync("one", "go");
        }

        await using var after = await EngineRun.StartAsync(Extended(withExtra: true), folder);

        await after.RaiseAsync("one", "go");

        var message = (await after.StateAsync("one")).FailureDetails.ShouldNotBeNull().ErrorMessage;
        message.ShouldContain("at call #1 its history says nothing, and the code asked for activity 'After'");
        after.Functions.Runs.ShouldBeEmpty();
    }

    [Fact]
    public async Task Code_that_only_adds_calls_at_its_end_goes_on()
    {
        await using (var before = await EngineRun.StartAsync(Changed("none"), folder)) await before.ScheduleAsync("Flow", instanceId: "one");
        await using var after = await EngineRun.StartAsync(Changed("one more at the end"), folder);

        await after.RaiseAsync("one", "go");

        (await after.StateAsync("one")).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        after.Functions.Runs.ShouldBe(["After()"]);
    }

    [Fact]
    public async Task Paranoid_replay_finds_an_input_that_changes_between_runs()
    {
        var run = 0;
        var functions = new TestFunctions().Activity<int, int>("Echo", n => n).Orchestrator("Drifting", async context =>
        {
            var drift = run++;
            await context.CallActivityAsync<int>("Echo", drift);
            await context.WaitForExternalEvent<string>("go");
        });
        await using var paranoid = await EngineRun.StartAsync(functions, folder, configure: options => options with { Paranoid = true });

        var id = await paranoid.ScheduleAsync("Drifting");

        (await paranoid.StateAsync(id)).FailureDetails.ShouldNotBeNull().ErrorMessage.ShouldContain("the same with another input");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ids_and_log_lines_are_made_once_however_often_the_code_is_replayed(bool paranoid)
    {
        using var log = new LineLog();
        var functions = new TestFunctions().Activity<Guid, Guid>("Echo", id => id).Orchestrator("Ids", async context =>
        {
            var logger = context.CreateReplaySafeLogger("Ids");
            var first = context.NewGuid();
            logger.LogInformation("first");
            var echoed = await context.CallActivityAsync<Guid>("Echo", first);
            logger.LogInformation("second");
            await context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);
            logger.LogInformation("third");
            return new[] { first == echoed, first != context.NewGuid() };
        });
        await using var run = await EngineRun.StartAsync(functions, folder, configure: options => options with { Paranoid = paranoid }, loggers: log);

        (await run.RunAsync("Ids")).ReadOutputAs<bool[]>().ShouldBe([true, true]);

        log.Lines.ShouldBe(["first", "second", "third"]);
    }

    [Fact]
    public async Task Code_that_awaits_something_not_durable_fails_with_a_reason_instead_of_hanging()
    {
        var never = new TaskCompletionSource();
        await using var run = await EngineRun.StartAsync(new TestFunctions().Orchestrator("Stuck", _ => never.Task), folder);

        var id = await run.ScheduleAsync("Stuck");

        (await run.StateAsync(id)).FailureDetails.ShouldNotBeNull().ErrorMessage.ShouldContain("awaits something that is not durable");
    }

    [Fact]
    public async Task Code_that_leaves_its_thread_fails_with_a_reason()
    {
        await using var run = await EngineRun.StartAsync(
            new TestFunctions().Activity<int, int>("Echo", n => n).Orchestrator("Leaver", async context =>
            {
                await context.CallActivityAsync<int>("Echo", 1).ConfigureAwait(false);
                await context.CallActivityAsync<int>("Echo", 2);
            }),
            folder);

        var id = await run.ScheduleAsync("Leaver");

        (await run.StateAsync(id)).FailureDetails.ShouldNotBeNull().ErrorMessage.ShouldContain("ConfigureAwait(false)");
    }

    [Fact]
    public async Task A_missing_function_is_named()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions().Orchestrator("Caller", context => context.CallActivityAsync("Nowhere")), folder);

        (await run.RunAsync("Caller")).FailureDetails.ShouldNotBeNull().ErrorMessage.ShouldContain("'Nowhere' doesn't exist");
        (await Should.ThrowAsync<ArgumentException>(() => run.ScheduleAsync("Nothing"))).Message.ShouldContain("'Nothing' doesn't exist");
    }

    private static TestFunctions Changed(string change) => new TestFunctions()
        .Activity<string, string>("Before", _ => "before")
        .Activity<string, string>("After", _ => "after")
        .Orchestrator("Flow", async context =>
        {
            var first = change switch
            {
                "another activity" => context.CallActivityAsync("After"),
                "a timer" => context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None),
                "nothing" => Task.CompletedTask,
                _ => context.CallActivityAsync("Before"),
            };
            await first;
            await context.WaitForExternalEvent<string>("go");
            if (change == "one more at the end") await context.CallActivityAsync("After");
        });

    /// <summary>The extra call is the last of the first turn, so no recorded call has its number.</summary>
    private static TestFunctions Extended(bool withExtra) => new TestFunctions()
        .Activity<string, string>("Before", _ => "before")
        .Activity<string, string>("After", _ => "after")
        .Orchestrator("Flow", async context =>
        {
            var first = context.CallActivityAsync("Before");
            if (withExtra) _ = context.CallActivityAsync("After");
            await first;
            for (var i = 0; i < 3; i++) await context.WaitForExternalEvent<string>("go");
        });

    private sealed class LineLog : ILoggerFactory, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => categoryName == "Ids" ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
