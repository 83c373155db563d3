using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Tests.Durable;

public sealed class LifecycleTests
{
    [Fact]
    public async Task Continuing_as_new_starts_over_with_the_new_input_and_keeps_unread_events()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions().Orchestrator("Counter", async context =>
        {
            var sum = context.GetInput<int>() + await context.WaitForExternalEvent<int>("add");
            if (sum < 10)
            {
                context.ContinueAsNew(sum);
                return null;
            }

            return (object?)sum;
        }));
        var id = await run.ScheduleAsync("Counter", 0);
        await run.Client.SuspendInstanceAsync(id);
        foreach (var number in new[] { 1, 2, 3, 4 }) await run.RaiseAsync(id, "add", number);

        await run.Client.ResumeInstanceAsync(id);

        var instance = await run.StateAsync(id);
        instance.ReadOutputAs<int>().ShouldBe(10);
        instance.ReadInputAs<int>().ShouldBe(6);
    }

    [Fact]
    public async Task Continuing_as_new_forgets_unread_events_when_asked_to()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions().Orchestrator("Forgetful", async context =>
        {
            if (context.GetInput<bool>())
            {
                await context.WaitForExternalEvent<string>("go");
                context.ContinueAsNew(false, preserveUnprocessedEvents: false);
                return null;
            }

            return (object?)await context.WaitForExternalEvent<string>("word");
        }));
        var id = await run.ScheduleAsync("Forgetful", true);
        await run.RaiseAsync(id, "word", "before");
        await run.RaiseAsync(id, "go");

        await run.RaiseAsync(id, "word", "after");

        (await run.StateAsync(id)).ReadOutputAs<string>().ShouldBe("after");
    }

    [Fact]
    public async Task An_instance_runs_until_all_its_calls_have_ended_though_its_code_has_returned()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions().Orchestrator("Hasty", context =>
        {
            _ = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return Task.FromResult<object?>("done");
        }));
        var id = await run.ScheduleAsync("Hasty");
        var waiting = await run.StateAsync(id);
        waiting.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Running);
        waiting.SerializedOutput.ShouldBeNull();

        run.Clock.Advance(TimeSpan.FromHours(1));

        (await run.StateAsync(id)).ReadOutputAs<string>().ShouldBe("done");
    }

    [Fact]
    public async Task Continuing_as_new_waits_for_the_calls_of_the_old_run_and_keeps_the_events_of_that_time()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions().Orchestrator("Hasty", async context =>
        {
            if (!context.GetInput<bool>()) return (object?)await context.WaitForExternalEvent<string>("word");
            _ = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            context.ContinueAsNew(false);
            return null;
        }));
        var id = await run.ScheduleAsync("Hasty", true);
        await run.RaiseAsync(id, "word", "early");
        (await run.StateAsync(id)).ReadInputAs<bool>().ShouldBeTrue();

        run.Clock.Advance(TimeSpan.FromHours(1));

        (await run.StateAsync(id)).ReadOutputAs<string>().ShouldBe("early");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_wait_left_behind_by_the_old_run_takes_no_event_from_the_next(bool suspended)
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions().Orchestrator("Careless", async context =>
        {
            var word = context.WaitForExternalEvent<string>("word");
            if (!context.GetInput<bool>()) return (object?)await word;
            await context.WaitForExternalEvent<string>("go");
            if (!suspended) _ = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            context.ContinueAsNew(false);
            return null;
        }));
        var id = await run.ScheduleAsync("Careless", true);
        if (suspended) await run.Client.SuspendInstanceAsync(id);
        await run.RaiseAsync(id, "go");
        await run.RaiseAsync(id, "word", "for the next run");

        if (suspended) await run.Client.ResumeInstanceAsync(id);
        else run.Clock.Advance(TimeSpan.FromHours(1));

        (await run.StateAsync(id)).ReadOutputAs<string>().ShouldBe("for the next run");
    }

    [Fact]
    public async Task A_failure_is_told_when_the_other_calls_have_ended()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions()
            .Activity<string, string>("Break", string (_) => throw new TimeoutException("too slow"))
            .Orchestrator("Fragile", async context =>
            {
                _ = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                await context.CallActivityAsync("Break", "x");
            }));
        var id = await run.ScheduleAsync("Fragile");
        (await run.StateAsync(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Running);

        run.Clock.Advance(TimeSpan.FromHours(1));

        (await run.StateAsync(id)).FailureDetails.ShouldNotBeNull().InnerFailure.ShouldNotBeNull().ErrorMessage.ShouldBe("too slow");
    }

    [Fact]
    public async Task A_terminated_instance_keeps_its_output_and_starts_nothing_more()
    {
        var release = new TaskCompletionSource();
        await using var run = await EngineRun.StartAsync(
            new TestFunctions()
                .Activity("Slow", async (_, _) =>
                {
                    await release.Task;
                    return null;
                })
                .Orchestrator("Many", context => Task.WhenAll(Enumerable.Range(0, 5).Select(n => context.CallActivityAsync("Slow", n)))),
            configure: options => options with { MaxConcurrentActivityFunctions = 1 });
        var id = await run.Client.ScheduleNewOrchestrationInstanceAsync("Many");
        await run.Client.WaitForInstanceStartAsync(id);

        await run.Client.TerminateInstanceAsync(id, "stop");
        await run.Client.WaitForInstanceCompletionAsync(id);
        release.SetResult();

        var instance = await run.StateAsync(id);
        instance.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Terminated);
        instance.ReadOutputAs<string>().ShouldBe("stop");
        run.Functions.Runs.Count.ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task A_suspended_instance_gets_results_and_events_only_after_it_is_resumed()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions().Orchestrator("Waiter", async context =>
        {
            var timer = context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
            var word = await context.WaitForExternalEvent<string>("word");
            await timer;
            return word;
        }));
        var id = await run.ScheduleAsync("Waiter");
        await run.Client.SuspendInstanceAsync(id, "maintenance");
        await run.RaiseAsync(id, "word", "kept");
        run.Clock.Advance(TimeSpan.FromMinutes(2));
        (await run.StateAsync(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Suspended);

        await run.Client.ResumeInstanceAsync(id);

        (await run.StateAsync(id)).ReadOutputAs<string>().ShouldBe("kept");
    }

    [Fact]
    public async Task The_custom_status_is_what_the_code_set_last_and_outlives_the_run()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions().Orchestrator("Phases", async context =>
        {
            context.SetCustomStatus(new { Phase = "first" });
            await context.WaitForExternalEvent<string>("next");
            context.SetCustomStatus(new { Phase = "second" });
        }));
        var id = await run.ScheduleAsync("Phases");
        (await run.StateAsync(id)).SerializedCustomStatus.ShouldBe("""{"Phase":"first"}""");

        await run.RaiseAsync(id, "next");

        (await run.StateAsync(id)).SerializedCustomStatus.ShouldBe("""{"Phase":"second"}""");
    }

    [Fact]
    public async Task An_id_is_refused_while_its_instance_has_not_ended_and_free_again_after()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions().Orchestrator("Waiter", context => context.WaitForExternalEvent<string>("end")));
        await run.ScheduleAsync("Waiter", "first", "one");

        (await Should.ThrowAsync<InvalidOperationException>(() => run.ScheduleAsync("Waiter", "second", "one"))).Message.ShouldContain("Running");
        await run.RaiseAsync("one", "end");
        await run.ScheduleAsync("Waiter", "second", "one");

        var instance = await run.StateAsync("one");
        instance.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Running);
        instance.ReadInputAs<string>().ShouldBe("second");
    }

    [Fact]
    public async Task Of_many_starts_of_one_id_exactly_one_succeeds()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions().Orchestrator("Waiter", context => context.WaitForExternalEvent<string>("end")));

        var starts = await Task.WhenAll(Enumerable.Range(0, 50).Select(async n =>
        {
            try
            {
                await run.Client.ScheduleNewOrchestrationInstanceAsync("Waiter", n, new StartOrchestrationOptions("one"));
                return n;
            }
            catch (InvalidOperationException)
            {
                return -1;
            }
        }));

        var winner = starts.Where(n => n >= 0).ShouldHaveSingleItem();
        (await run.StateAsync("one")).ReadInputAs<int>().ShouldBe(winner);
    }

    [Fact]
    public async Task Dedupe_statuses_say_which_finished_instances_also_refuse()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions().Orchestrator("Short", _ => Task.CompletedTask));
        await run.ScheduleAsync("Short", instanceId: "one");
        var once = new StartOrchestrationOptions("one").WithDedupeStatuses(OrchestrationRuntimeStatus.Completed);

        await Should.ThrowAsync<InvalidOperationException>(() => run.Client.ScheduleNewOrchestrationInstanceAsync("Short", once));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("@entity")]
    [InlineData("a#b")]
    public async Task An_id_that_Azure_would_refuse_is_refused(string id)
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions().Orchestrator("Short", _ => Task.CompletedTask));

        (await Should.ThrowAsync<ArgumentException>(() => run.ScheduleAsync("Short", instanceId: id))).Message.ShouldContain(id);
    }

    [Fact]
    public async Task Restarting_runs_the_same_input_again_under_its_own_id_or_a_new_one()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions().Orchestrator("Echo", context => Task.FromResult<object?>(context.GetInput<string>())));
        await run.ScheduleAsync("Echo", "same", "one");

        var other = await run.Client.RestartAsync("one", restartWithNewInstanceId: true);
        var own = await run.Client.RestartAsync("one");

        other.ShouldNotBe("one");
        own.ShouldBe("one");
        (await run.StateAsync(other)).ReadOutputAs<string>().ShouldBe("same");
        (await run.StateAsync("one")).ReadOutputAs<string>().ShouldBe("same");
    }

    [Fact]
    public async Task A_wait_for_the_end_ends_with_the_instance()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions().Orchestrator("Waiter", async context => await context.WaitForExternalEvent<string>("end")));
        var id = await run.ScheduleAsync("Waiter");
        var wait = run.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true);
        wait.IsCompleted.ShouldBeFalse();

        await run.RaiseAsync(id, "end", "done");

        (await wait).ReadOutputAs<string>().ShouldBe("done");
    }

    [Fact]
    public async Task A_payload_of_thirty_two_megabytes_passes_and_a_larger_one_is_refused()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions().Orchestrator("Length", context => Task.FromResult<object?>(context.GetInput<string>()!.Length)));
        var fits = new string('x', (32 * 1024 * 1024) - 2);

        (await run.RunAsync("Length", fits)).ReadOutputAs<int>().ShouldBe(fits.Length);
        (await Should.ThrowAsync<ArgumentException>(() => run.ScheduleAsync("Length", fits + "x"))).Message.ShouldContain("33554433 bytes");
    }
}
