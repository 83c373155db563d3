using System.Text.Json.Nodes;
using Microsoft.DurableTask;

namespace Autocura.Embedded.Tests.Durable.Http;

/// <summary>The history as the management API shows it, with and without outputs.</summary>
public sealed class HistoryViewTests(ManagementServer server) : IClassFixture<ManagementServer>
{
    [Fact]
    public async Task An_activity_and_its_result_are_one_entry() => await ShouldShowAsync("Echo", "done", outputs: true, """
        [{"EventType":"ExecutionStarted","FunctionName":"Echo","Timestamp":"*"},
         {"EventType":"TaskCompleted","FunctionName":"Echo","ScheduledTime":"*","Result":"text","Timestamp":"*"},
         {"EventType":"ExecutionCompleted","OrchestrationStatus":"Completed","Result":"text","Timestamp":"*"}]
        """);

    [Fact]
    public async Task Outputs_are_shown_only_on_request() => await ShouldShowAsync("Echo", "quiet", outputs: false, """
        [{"EventType":"ExecutionStarted","FunctionName":"Echo","Timestamp":"*"},
         {"EventType":"TaskCompleted","FunctionName":"Echo","ScheduledTime":"*","Timestamp":"*"},
         {"EventType":"ExecutionCompleted","OrchestrationStatus":"Completed","Timestamp":"*"}]
        """);

    [Fact]
    public async Task A_failure_says_why_whether_outputs_are_shown_or_not() => await ShouldShowAsync("FailPart", "broken", outputs: false, """
        [{"EventType":"ExecutionStarted","FunctionName":"FailPart","Timestamp":"*"},
         {"EventType":"TaskFailed","FunctionName":"Break","ScheduledTime":"*","Reason":"the part broke","Details":"*","Timestamp":"*"},
         {"EventType":"ExecutionCompleted","OrchestrationStatus":"Failed","Timestamp":"*"}]
        """);

    [Fact]
    public async Task A_child_has_its_instance_and_an_event_its_name() => await ShouldShowAsync("Parent", "family", outputs: true, """
        [{"EventType":"ExecutionStarted","FunctionName":"Parent","Timestamp":"*"},
         {"EventType":"EventSent","Name":"hello","InstanceId":"nobody","Timestamp":"*"},
         {"EventType":"SubOrchestrationInstanceCompleted","FunctionName":"Echo","InstanceId":"family-child","ScheduledTime":"*","Result":"child","Timestamp":"*"},
         {"EventType":"ExecutionCompleted","OrchestrationStatus":"Completed","Result":"child","Timestamp":"*"}]
        """);

    [Fact]
    public async Task What_has_no_result_yet_is_shown_as_asked_for()
    {
        var id = await server.Engine.Client.ScheduleNewOrchestrationInstanceAsync("Nap", null, new StartOrchestrationOptions("nap"));
        Check(await HistoryAsync(id, outputs: true), """
            [{"EventType":"ExecutionStarted","FunctionName":"Nap","Timestamp":"*"},
             {"EventType":"TimerCreated","FireAt":"*","Timestamp":"*"}]
            """);

        server.Clock.Advance(TimeSpan.FromHours(2));

        var fired = await HistoryAsync(id, outputs: true);
        Check(fired, """
            [{"EventType":"ExecutionStarted","FunctionName":"Nap","Timestamp":"*"},
             {"EventType":"TimerCreated","FireAt":"*","Timestamp":"*"},
             {"EventType":"TimerFired","FireAt":"*","Timestamp":"*"},
             {"EventType":"ExecutionCompleted","OrchestrationStatus":"Completed","Result":null,"Timestamp":"*"}]
            """);
        fired[2]!["FireAt"]!.GetValue<DateTime>().ShouldBe(fired[1]!["FireAt"]!.GetValue<DateTime>());
    }

    [Fact]
    public async Task Commands_are_part_of_it()
    {
        var id = await server.PrepareAsync(Given.Suspended);
        await server.Engine.Client.ResumeInstanceAsync(id, "back");
        await server.Engine.Client.RaiseEventAsync(id, "other", 1);
        await server.Engine.Client.TerminateInstanceAsync(id, (object)"enough");

        Check(await HistoryAsync(id, outputs: true), """
            [{"EventType":"ExecutionStarted","FunctionName":"Wait","Timestamp":"*"},
             {"EventType":"ExecutionSuspended","Reason":"lunch","Timestamp":"*"},
             {"EventType":"ExecutionResumed","Reason":"back","Timestamp":"*"},
             {"EventType":"EventRaised","Name":"other","Timestamp":"*"},
             {"EventType":"ExecutionTerminated","Timestamp":"*"},
             {"EventType":"ExecutionCompleted","OrchestrationStatus":"Terminated","Result":"enough","Timestamp":"*"}]
            """);
    }

    private async Task ShouldShowAsync(string orchestrator, string id, bool outputs, string expected)
    {
        await server.Engine.Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, "text", new StartOrchestrationOptions(id));
        Check(await HistoryAsync(id, outputs), expected);
    }

    private async Task<JsonArray> HistoryAsync(string id, bool outputs) =>
        (await server.GetAsync($"instances/{id}?showHistory=true&showHistoryOutput={outputs}"))["historyEvents"]!.AsArray();

    private static void Check(JsonArray history, string expected) =>
        JsonPattern.Difference(JsonNode.Parse(expected), history).ShouldBeNull(history.ToJsonString());
}
