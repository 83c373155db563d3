using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Tests.Durable;

/// <summary>Sixteen megabytes pass everywhere a payload can; what is too large is told by its size where it is handed over.</summary>
public sealed class PayloadSizeTests
{
    private const int Megabyte = 1024 * 1024;
    private const int StatusLimit = 16 * 1024;

    private static readonly string Sixteen = new('x', 16 * Megabyte);
    private static readonly string TooLarge = new('x', 32 * Megabyte);

    [Fact]
    public async Task Sixteen_megabytes_pass_everywhere()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions()
            .Activity<string, string>("Same", text => Task.FromResult(text!))
            .Orchestrator("Child", context => Task.FromResult<object?>(context.GetInput<string>()))
            .Orchestrator("All", async context =>
            {
                var (text, round) = context.GetInput<Round>()!;
                if (round == 0)
                {
                    context.ContinueAsNew(new Round(text, 1));
                    return null;
                }

                text = await context.CallActivityAsync<string>("Same", text);
                text = await context.CallSubOrchestratorAsync<string>("Child", text);
                var told = await context.WaitForExternalEvent<string>("text");
                return new[] { text, told }.All(part => part == context.GetInput<Round>()!.Text) ? text : "not the same";
            }));
        var id = await run.ScheduleAsync("All", new Round(Sixteen, 0));
        await run.RaiseAsync(id, "text", Sixteen);

        (await run.StateAsync(id)).ReadOutputAs<string>().ShouldBe(Sixteen);
    }

    [Theory]
    [InlineData("activity", "The input of activity 'Same' is 33554434 bytes of JSON and the limit is 33554432")]
    [InlineData("result", "The output of activity 'Grow' is 33554434 bytes")]
    [InlineData("child", "The input of sub-orchestration 'Child' is 33554434 bytes")]
    [InlineData("event", "The payload of event 'text' is 33554434 bytes")]
    [InlineData("again", "The input of the next run is 33554434 bytes")]
    [InlineData("output", "The output is 33554434 bytes")]
    public async Task What_is_too_large_fails_the_orchestrator_with_its_size(string way, string message)
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions()
            .Activity<string, string>("Same", text => Task.FromResult(text!))
            .Activity<string, string>("Grow", _ => Task.FromResult(TooLarge))
            .Orchestrator("Child", context => Task.FromResult<object?>(context.GetInput<string>()))
            .Orchestrator("Exceed", async context =>
            {
                if (way == "activity") await context.CallActivityAsync<string>("Same", TooLarge);
                if (way == "result") await context.CallActivityAsync<string>("Grow");
                if (way == "child") await context.CallSubOrchestratorAsync<string>("Child", TooLarge);
                if (way == "event") context.SendEvent("somebody", "text", TooLarge);
                if (way == "again") context.ContinueAsNew(TooLarge);
                return TooLarge;
            }));

        var end = await run.RunAsync("Exceed");

        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        (end.FailureDetails!.InnerFailure ?? end.FailureDetails).ErrorMessage.ShouldStartWith(message);
    }

    [Fact]
    public async Task What_a_client_sends_is_refused_to_it()
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions().Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("text")));
        var id = await run.ScheduleAsync("Wait");

        (await Should.ThrowAsync<ArgumentException>(() => run.ScheduleAsync("Wait", TooLarge))).Message.ShouldStartWith("The input is 33554434 bytes");
        (await Should.ThrowAsync<ArgumentException>(() => run.RaiseAsync(id, "text", TooLarge))).Message.ShouldStartWith("The event is 33554434 bytes");
        (await run.StateAsync(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Running);
    }

    [Theory]
    [InlineData('x', (StatusLimit / 2) - 2, true)]
    [InlineData('x', (StatusLimit / 2) - 1, false)]
    [InlineData('\u00e9', ((StatusLimit / 2) - 2) / 6, true)]
    [InlineData('\u00e9', ((StatusLimit / 2) / 6) + 1, false)]
    public async Task A_custom_status_has_sixteen_kilobytes_of_UTF_16(char letter, int count, bool fits)
    {
        await using var run = await EngineRun.StartAsync(new TestFunctions().Orchestrator("Show", context =>
        {
            context.SetCustomStatus(new string(letter, count));
            return Task.FromResult<object?>(null);
        }));

        var end = await run.RunAsync("Show");

        if (fits) end.ReadCustomStatusAs<string>()!.Length.ShouldBe(count);
        else end.FailureDetails!.ErrorMessage.ShouldContain("must not exceed 16 KB");
        end.RuntimeStatus.ShouldBe(fits ? OrchestrationRuntimeStatus.Completed : OrchestrationRuntimeStatus.Failed);
    }

    private sealed record Round(string Text, int Number);
}
