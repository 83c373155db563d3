using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Tests.Durable;

public sealed class ExternalEventTests
{
    [Fact]
    public async Task Events_are_kept_in_order_until_somebody_waits_whatever_the_case_of_their_name()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions().Orchestrator("Reader", async context =>
        {
            await context.WaitForExternalEvent<object>("go");
            return new[] { await context.WaitForExternalEvent<int>("Number"), await context.WaitForExternalEvent<int>("NUMBER"), await context.WaitForExternalEvent<int>("number") };
        }));
        var id = await run.ScheduleAsync("Reader");
        foreach (var number in new[] { 3, 1, 2 }) await run.RaiseAsync(id, "number", number);

        await run.RaiseAsync(id, "GO");

        (await run.StateAsync(id)).ReadOutputAs<int[]>().ShouldBe([3, 1, 2]);
    }

    [Fact]
    public async Task Each_event_goes_to_the_latest_who_waits()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions().Orchestrator("Two", async context =>
            await Task.WhenAll(context.WaitForExternalEvent<string>("e"), context.WaitForExternalEvent<string>("e"))));
        var id = await run.ScheduleAsync("Two");

        await run.RaiseAsync(id, "e", "first");
        (await run.StateAsync(id)).IsCompleted.ShouldBeFalse();
        await run.RaiseAsync(id, "e", "second");

        (await run.StateAsync(id)).ReadOutputAs<string[]>().ShouldBe(["second", "first"]);
    }

    [Fact]
    public async Task A_wait_with_a_time_out_is_cancelled_when_the_event_does_not_come()
    {
        await using var run = await EngineRun.StartAsync(Waiter());

        (await run.RunAsync("Waiter")).ReadOutputAs<string>().ShouldBe("timed out");
    }

    [Fact]
    public async Task A_wait_with_a_time_out_leaves_no_timer_when_the_event_comes()
    {
        await using var run = await EngineRun.StartAsync(Waiter());
        var id = await run.ScheduleAsync("Waiter");

        await run.RaiseAsync(id, "approval", "yes");

        (await run.StateAsync(id)).ReadOutputAs<string>().ShouldBe("yes");
        run.Engine.NextTimerDue.ShouldBeNull();
    }

    [Fact]
    public async Task An_event_after_a_cancelled_wait_goes_to_the_next_one()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions().Orchestrator("Patient", async context =>
        {
            try
            {
                await context.WaitForExternalEvent<string>("word", TimeSpan.FromMinutes(1));
            }
            catch (TaskCanceledException)
            {
                return "second wait: " + await context.WaitForExternalEvent<string>("word");
            }

            return "first wait";
        }));
        var id = await run.ScheduleAsync("Patient");
        run.Clock.Advance(TimeSpan.FromMinutes(1));
        await run.Engine.WhenIdleAsync();

        await run.RaiseAsync(id, "word", "late");

        (await run.StateAsync(id)).ReadOutputAs<string>().ShouldBe("second wait: late");
    }

    [Fact]
    public async Task A_wait_that_is_withdrawn_already_still_gets_what_was_kept_and_takes_nothing_that_comes_later()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions().Orchestrator("Late", async context =>
        {
            using var over = new CancellationTokenSource();
            over.Cancel();
            await context.WaitForExternalEvent<string>("go");
            var kept = await context.WaitForExternalEvent<string>("word", over.Token);
            var none = context.WaitForExternalEvent<string>("word", over.Token);
            return $"{kept}, {(none.IsCanceled ? "none" : "some")}, {await context.WaitForExternalEvent<string>("word")}";
        }));
        var id = await run.ScheduleAsync("Late");
        await run.RaiseAsync(id, "word", "kept");
        await run.RaiseAsync(id, "go");

        await run.RaiseAsync(id, "word", "later");

        (await run.StateAsync(id)).ReadOutputAs<string>().ShouldBe("kept, none, later");
    }

    [Fact]
    public async Task One_event_cannot_be_awaited_as_two_types_at_once()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions().Orchestrator("Torn", async context =>
            await Task.WhenAny(context.WaitForExternalEvent<string>("e"), context.WaitForExternalEvent<int>("E"))));

        (await run.RunAsync("Torn")).FailureDetails.ShouldNotBeNull().ErrorMessage.ShouldContain("awaited as System.String already");
    }

    [Fact]
    public async Task A_payload_of_another_shape_fails_the_wait_and_says_so()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions().Orchestrator("Typed", async context => await context.WaitForExternalEvent<int>("n")));
        var id = await run.ScheduleAsync("Typed");

        await run.RaiseAsync(id, "n", "not a number");

        (await run.StateAsync(id)).FailureDetails.ShouldNotBeNull().ErrorMessage.ShouldContain("'n' is not a System.Int32");
    }

    [Fact]
    public async Task An_orchestrator_raises_events_for_others_and_none_for_those_that_are_not_there()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions()
            .Orchestrator("Receiver", async context => await context.WaitForExternalEvent<string>("hello"))
            .Orchestrator("Sender", context =>
            {
                context.SendEvent("receiver-1", "hello", "from the sender");
                context.SendEvent("nobody", "hello", "lost");
                return Task.CompletedTask;
            }));
        await run.ScheduleAsync("Receiver", instanceId: "receiver-1");

        (await run.RunAsync("Sender")).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);

        (await run.StateAsync("receiver-1")).ReadOutputAs<string>().ShouldBe("from the sender");
    }

    [Fact]
    public async Task An_event_for_an_unknown_or_ended_instance_is_refused()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions().Orchestrator("Short", _ => Task.CompletedTask));
        var id = await run.ScheduleAsync("Short");

        (await Should.ThrowAsync<ArgumentException>(() => run.Client.RaiseEventAsync("nobody", "e"))).Message.ShouldContain("nobody");
        (await Should.ThrowAsync<InvalidOperationException>(() => run.Client.RaiseEventAsync(id, "e"))).Message.ShouldContain("Completed");
    }

    private static TestFunctions Waiter() => new TestFunctions().Orchestrator("Waiter", async context =>
    {
        try
        {
            return await context.WaitForExternalEvent<string>("approval", TimeSpan.FromDays(2));
        }
        catch (TaskCanceledException)
        {
            return "timed out";
        }
    });
}
