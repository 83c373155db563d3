using System.Collections.Concurrent;
using Autocura.Embedded.Durable;
using Autocura.Embedded.Durable.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace Autocura.Embedded.Tests.Durable.Storage;

/// <summary>The disk refuses for a while: who asks is told, nothing is lost, and all goes on when the cause is gone.</summary>
public sealed class StoreTroubleTests : IDisposable
{
    private readonly RecordedLog log = new();

    public void Dispose() => log.Dispose();

    [Fact]
    public async Task A_full_disk_refuses_clients_and_keeps_the_results_of_activities_until_there_is_room()
    {
        var result = new TaskCompletionSource<string>();
        await using var run = await StartAsync(new TestFunctions()
            .Activity<string, string>("Work", _ => result.Task)
            .Orchestrator("Flow", async context => await context.CallActivityAsync<string>("Work")));
        await run.Client.ScheduleNewOrchestrationInstanceAsync("Flow", new StartOrchestrationOptions("one"));
        await UntilAsync(run, () => !run.Functions.Runs.IsEmpty);

        // SQLite keeps the present size when asked for less, so one page means: no more than now.
        var set = await SettingAsync(run);
        set("max_page_count = 1");
        result.SetResult(new string('x', 300_000));
        var refused = await Should.ThrowAsync<DurableStoreException>(
            () => run.Client.ScheduleNewOrchestrationInstanceAsync("Flow", new string('y', 300_000), new StartOrchestrationOptions("two")));
        refused.Message.ShouldContain(run.DatabasePath);
        refused.Message.ShouldContain("the disk is full");
        refused.Message.ShouldContain("Free some space");
        await PassAsync(run, TimeSpan.FromSeconds(30));
        run.Engine.StoreProblem.ShouldNotBeNull().Reason.Cause.ShouldBe("cannot save: the disk is full");
        log.Errors.ShouldHaveSingleItem("half a minute of refusals is one line");

        set("max_page_count = 1000000");
        await EndsAsync(run, "one");

        run.Functions.Runs.ShouldHaveSingleItem();
        run.Engine.StoreProblem.ShouldBeNull();
        log.Warnings.ShouldHaveSingleItem().ShouldStartWith("The durable store saves again");
        (await run.Client.GetInstanceAsync("two")).ShouldBeNull();
    }

    [Fact]
    public async Task A_timer_that_is_due_while_nothing_can_be_written_fires_when_it_can()
    {
        await using var run = await StartAsync(new TestFunctions().Orchestrator("Sleeper", async context =>
            await context.CreateTimer(TimeSpan.FromMinutes(5), CancellationToken.None)));
        var started = run.Clock.GetUtcNow();
        await run.ScheduleAsync("Sleeper", instanceId: "one");

        var set = await SettingAsync(run);
        set("query_only = 1");
        await UntilAsync(run, () => run.Engine.StoreProblem is not null);
        run.Engine.StoreProblem.ShouldNotBeNull().Reason.Cause.ShouldContain("read-only");
        (await Should.ThrowAsync<DurableStoreException>(() => run.Client.RaiseEventAsync("one", "word"))).Message.ShouldContain("Make both writable");
        await UntilAsync(run, () => log.Errors.Count > 1);
        log.Errors.Count.ShouldBeLessThanOrEqualTo((int)(run.Clock.GetUtcNow() - started).TotalMinutes, "once a minute, not each second");

        set("query_only = 0");
        await EndsAsync(run, "one");
        run.Engine.StoreProblem.ShouldBeNull();
    }

    [Fact]
    public async Task Health_comes_back_by_itself_when_nothing_was_left_to_save()
    {
        await using var run = await StartAsync(new TestFunctions().Orchestrator("Flow", _ => Task.CompletedTask));
        var set = await SettingAsync(run);
        set("query_only = 1");
        await Should.ThrowAsync<DurableStoreException>(() => run.Client.ScheduleNewOrchestrationInstanceAsync("Flow"));
        run.Engine.StoreProblem.ShouldNotBeNull();

        set("query_only = 0");
        await UntilAsync(run, () => run.Engine.StoreProblem is null);

        (await run.RunAsync("Flow")).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
    }

    [Fact]
    public async Task An_instance_whose_turn_cannot_be_run_does_not_keep_the_others_waiting()
    {
        await using var run = await StartAsync(
            new TestFunctions().Orchestrator("Flow", async context => await context.WaitForExternalEvent<string>("word")), maxConcurrent: 1);
        await run.ScheduleAsync("Flow", instanceId: "bad");
        await run.ScheduleAsync("Flow", instanceId: "good");
        await run.Engine.CommitAsync((store, effects) =>
        {
            store.Inbox.Add("bad", null, new HistoryEvent(HistoryEventKind.EventRaised, run.Clock.GetUtcNow()) { Name = "word", Payload = "\"late\"" });
            effects.Wake.Add("bad");
            return new Statement(store.Connection, "UPDATE instances SET failure = '{' WHERE instance_id = 'bad'").Execute();
        });
        await run.Client.RaiseEventAsync("good", "word", "kept");

        await run.Client.WaitForInstanceCompletionAsync("good");
        await ExecuteAsync(run, "UPDATE instances SET failure = NULL WHERE instance_id = 'bad'");
        await EndsAsync(run, "bad");
    }

    [Fact]
    public async Task A_table_that_cannot_be_read_for_a_while_costs_no_activity()
    {
        var release = new TaskCompletionSource();
        await using var run = await StartAsync(
            new TestFunctions()
                .Activity<int, int>("Work", async number =>
                {
                    if (number == 0) await release.Task;
                    return number;
                })
                .Orchestrator("Flow", async context => (await Task.WhenAll(Enumerable.Range(0, 3).Select(n => context.CallActivityAsync<int>("Work", n)))).Sum()),
            maxConcurrent: 1);
        await run.Client.ScheduleNewOrchestrationInstanceAsync("Flow", new StartOrchestrationOptions("one"));
        await UntilAsync(run, () => !run.Functions.Runs.IsEmpty);

        await ExecuteAsync(run, "ALTER TABLE activities RENAME TO hidden");
        release.SetResult();
        await UntilAsync(run, () => run.Engine.StoreProblem is not null);
        await PassAsync(run, TimeSpan.FromSeconds(5));
        await ExecuteAsync(run, "ALTER TABLE hidden RENAME TO activities");

        (await EndsAsync(run, "one")).ReadOutputAs<int>().ShouldBe(3);
        run.Functions.Runs.Count.ShouldBe(3);
    }

    private Task<EngineRun> StartAsync(TestFunctions functions, int maxConcurrent = 4) => EngineRun.StartAsync(
        functions,
        configure: options => options with { Durability = Durability.None, MaxConcurrentActivityFunctions = maxConcurrent, MaxConcurrentOrchestratorFunctions = maxConcurrent },
        loggers: log);

    /// <summary>Makes the writer's connection refuse as a full disk or a read-only file does. While it refuses it begins no commit, so it is set from beside.</summary>
    private static async Task<Action<string>> SettingAsync(EngineRun run)
    {
        var writer = await run.Engine.CommitAsync((store, _) => store.Connection.Handle);
        return setting => raw.sqlite3_exec(writer, $"PRAGMA {setting}").ShouldBe(raw.SQLITE_OK);
    }

    private static Task<int> ExecuteAsync(EngineRun run, string sql) => run.Engine.CommitAsync((store, _) => new Statement(store.Connection, sql).Execute());

    private static async Task<OrchestrationMetadata> EndsAsync(EngineRun run, string instanceId)
    {
        var end = run.Client.WaitForInstanceCompletionAsync(instanceId, getInputsAndOutputs: true);
        await UntilAsync(run, () => end.IsCompleted);
        return await end;
    }

    /// <summary>Lets seconds pass, one by one, with all that happens in them.</summary>
    private static async Task PassAsync(EngineRun run, TimeSpan span)
    {
        for (var end = run.Clock.GetUtcNow() + span; run.Clock.GetUtcNow() < end;)
        {
            run.Clock.Advance(TimeSpan.FromSeconds(1));
            for (var i = 0; i < 20; i++) await Task.Yield();
        }
    }

    private static async Task UntilAsync(EngineRun run, Func<bool> reached)
    {
        for (var i = 0; !reached(); i++)
        {
            i.ShouldBeLessThan(20_000_000, "it never came to that");
            if (i % 100 == 99) run.Clock.AdvanceToNext();
            await Task.Yield();
        }
    }

    private sealed class RecordedLog : ILoggerFactory, ILogger
    {
        private readonly ConcurrentQueue<(LogLevel Level, string Text)> lines = [];

        public IReadOnlyList<string> Errors => [.. lines.Where(line => line.Level == LogLevel.Error).Select(line => line.Text)];

        public IReadOnlyList<string> Warnings => [.. lines.Where(line => line.Level == LogLevel.Warning).Select(line => line.Text)];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue((logLevel, formatter(state, exception)));

        public void Dispose()
        {
        }
    }
}
