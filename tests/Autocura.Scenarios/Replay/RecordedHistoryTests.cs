using Autocura.Embedded.Durable;
using Autocura.Embedded.Durable.Orchestration;
using Autocura.Embedded.Hosting.Invocation;
using Autocura.Orchestrations;
using Autocura.Support;
using Microsoft.DurableTask.Client;

namespace Autocura.Scenarios.Replay;

/// <summary>
/// Instances that yesterday's code has started must go on under today's: each recorded history is replayed, and the code must ask for exactly what is
/// recorded and come to the recorded end. With AUTOCURA_RECORD=1 in the environment the stories are played and recorded anew first, with AUTOCURA_RECORD=advised that one alone.
/// </summary>
public sealed class RecordedHistoryTests(RecordedHistoryTests.Recordings recordings) : IClassFixture<RecordedHistoryTests.Recordings>
{
    [Fact]
    public void Every_recorded_instance_goes_on_under_the_code_of_today()
    {
        foreach (var (name, recorded) in recordings.All)
        {
            var (status, output) = recorded.Replay(new AppOrchestrators());

            status.ShouldBe(recorded.Status, name);
            output.ShouldBe(recorded.Output, name);
        }
    }

    [Fact]
    public void Every_orchestrator_of_the_app_is_recorded()
    {
        var recorded = recordings.All.Values.Select(history => history.Orchestrator).ToHashSet();

        FunctionIndex.Of(typeof(IncidentOrchestrator).Assembly).Functions.Where(function => function.IsOrchestrator).Select(function => function.Name)
            .Where(name => !recorded.Contains(name)).ShouldBeEmpty();
    }

    [Fact]
    public void A_history_of_other_code_fails_and_says_where_and_what()
    {
        var recorded = recordings.All[$"{FunctionNames.Incident}.healed"];
        var changed = recorded with { Events = [.. recorded.Events.Select(item => item.Name == FunctionNames.DraftPlan ? item with { Name = "ChoosePlan" } : item)] };
        var call = changed.Events.First(item => item.Name == "ChoosePlan").TaskId;

        var failure = Should.Throw<NonDeterministicOrchestrationException>(() => changed.Replay(new AppOrchestrators()));

        failure.Message.ShouldContain($"at call #{call} its history says TaskScheduled (activity 'ChoosePlan'), and the code asked for activity '{FunctionNames.DraftPlan}'");
    }

    [Fact]
    public void A_history_in_which_a_call_is_missing_fails_and_says_which()
    {
        var recorded = recordings.All[$"{FunctionNames.Incident}.waiting-for-approval"];
        recorded.Status.ShouldBe(OrchestrationRuntimeStatus.Running);
        var last = recorded.Events.Last(item => item.Kind == HistoryEventKind.TimerCreated);
        var changed = recorded with { Events = [.. recorded.Events.Where(item => item != last)] };

        var failure = Should.Throw<NonDeterministicOrchestrationException>(() => changed.Replay(new AppOrchestrators()));

        failure.Message.ShouldContain($"at call #{last.TaskId} its history says nothing, and the code asked for a timer");
    }

    /// <summary>The recordings by name, after they were made anew if that is wanted.</summary>
    public sealed class Recordings : IAsyncLifetime
    {
        internal Dictionary<string, RecordedHistory> All { get; private set; } = [];

        public async Task InitializeAsync()
        {
            if (RecordedHistory.Wanted.Length > 0) await RecordedStories.RecordAsync();
            All = Directory.GetFiles(RecordedStories.Folder, "*.json").ToDictionary(path => Path.GetFileNameWithoutExtension(path), RecordedHistory.Read);
        }

        public Task DisposeAsync() => Task.CompletedTask;
    }
}
