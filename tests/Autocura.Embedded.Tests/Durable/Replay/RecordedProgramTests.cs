using Autocura.Embedded.Durable;
using Autocura.Embedded.Durable.Orchestration;
using Autocura.Support;

namespace Autocura.Embedded.Tests.Durable.Replay;

/// <summary>
/// A history that an older engine has written must lead to the same place under this one. With AUTOCURA_RECORD=1 in the environment the programs are
/// run and recorded anew first.
/// </summary>
public sealed class RecordedProgramTests(RecordedProgramTests.Recordings recordings) : IClassFixture<RecordedProgramTests.Recordings>
{
    [Fact]
    public void Every_recorded_program_comes_to_its_recorded_end()
    {
        foreach (var (name, recorded) in recordings.All)
        {
            var (status, output) = recorded.Replay(RecordedPrograms.Functions());

            status.ShouldBe(recorded.Status, name);
            output.ShouldBe(recorded.Output, name);
        }
    }

    [Fact]
    public void Every_kind_of_event_is_in_some_recording()
    {
        var recorded = recordings.All.Values.SelectMany(history => history.Events).Select(item => item.Kind).ToHashSet();

        // A rewind makes another history of the one there was; its own tests replay that.
        Enum.GetValues<HistoryEventKind>().Where(kind => !recorded.Contains(kind)).ShouldBe([HistoryEventKind.ExecutionRewound]);
    }

    [Fact]
    public void A_recording_of_a_changed_program_fails_and_says_where_and_what()
    {
        var recorded = recordings.All["FanOut"];
        var changed = recorded with { Events = [.. recorded.Events.Select(item => item is { Kind: HistoryEventKind.TaskScheduled, TaskId: 3 } ? item with { Name = "Cube" } : item)] };

        var failure = Should.Throw<NonDeterministicOrchestrationException>(() => changed.Replay(RecordedPrograms.Functions()));

        failure.Message.ShouldContain("at call #3 its history says TaskScheduled (activity 'Cube'), and the code asked for activity 'Square'");
    }

    /// <summary>The recordings by name, after they were made anew if that is wanted.</summary>
    public sealed class Recordings : IAsyncLifetime
    {
        internal Dictionary<string, RecordedHistory> All { get; private set; } = [];

        public async Task InitializeAsync()
        {
            if (RecordedHistory.IsWanted) await RecordedPrograms.RecordAsync();
            All = Directory.GetFiles(RecordedPrograms.Folder, "*.json").ToDictionary(path => Path.GetFileNameWithoutExtension(path), RecordedHistory.Read);
        }

        public Task DisposeAsync() => Task.CompletedTask;
    }
}
