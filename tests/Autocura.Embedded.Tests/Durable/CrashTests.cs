using System.Buffers.Binary;
using Autocura.Embedded.Durable;
using Autocura.Embedded.Durable.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Tests.Durable;

/// <summary>
/// Each commit of a run is a place where the process may have died. The write-ahead log holds them all in order, so a log cut after the
/// n-th commit (and a torn piece of the next) is the disk as a kill at that moment leaves it.
/// </summary>
public sealed class CrashTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("autocura-crash-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_after_any_commit_a_run_ends_with_the_same_result_and_repeats_no_recorded_activity(bool paranoid)
    {
        var (expected, database, log) = await RunWholeAsync(paranoid);
        var cuts = CommitsOf(log);
        cuts.Count.ShouldBeGreaterThan(10);
        var tried = 0;

        foreach (var cut in cuts)
        {
            var folder = Path.Combine(root, $"cut-{cut}");
            Directory.CreateDirectory(folder);
            await File.WriteAllBytesAsync(Path.Combine(folder, "durable.db"), database);
            await File.WriteAllBytesAsync(Path.Combine(folder, "durable.db-wal"), log[..Math.Min(log.Length, cut + 100)]);
            if (RecordedActivities(folder) is not { } recorded) continue;
            tried++;

            await using var run = await EngineRun.StartAsync(Story(), folder, configure: options => options with { Paranoid = paranoid });
            run.Clock.Advance(TimeSpan.FromHours(1));
            var instance = await run.FinishAsync("story");

            instance.ReadOutputAs<string>().ShouldBe(expected, $"killed at byte {cut} of the log");
            run.Functions.Runs.ShouldBeUnique();
            run.Functions.Runs.Intersect(recorded).ShouldBeEmpty($"killed at byte {cut} of the log");
        }

        tried.ShouldBeGreaterThan(10);
    }

    private static TestFunctions Story()
    {
        var functions = new TestFunctions();
        return functions
            .Activity<string, string>("Do", what => what!.EndsWith("?1", StringComparison.Ordinal) ? throw new TimeoutException(what) : what)
            .Orchestrator("Child", async context =>
            {
                context.SendEvent(context.Parent!.InstanceId, "greeting", "hello");
                return await context.CallActivityAsync<string>("Do", "child");
            })
            .Orchestrator("Story", async context =>
            {
                var round = context.GetInput<int>();
                context.SetCustomStatus($"round {round}");
                if (round == 1)
                {
                    await context.CallActivityAsync<string>("Do", "first round");
                    context.ContinueAsNew(2);
                    return null;
                }

                var attempt = 0;
                var flaky = Retried(context, () => $"flaky?{++attempt}");
                var parts = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => context.CallActivityAsync<string>("Do", $"part {n}")));
                await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
                var child = await context.CallSubOrchestratorAsync<string>("Child");
                var greeting = await context.WaitForExternalEvent<string>("greeting", TimeSpan.FromDays(1));
                return (object?)$"{string.Join('+', parts)} {await flaky} {child} {greeting}";
            });

        static async Task<string> Retried(TaskOrchestrationContext context, Func<string> input)
        {
            try
            {
                return await context.CallActivityAsync<string>("Do", input());
            }
            catch (TaskFailedException failure) when (failure.FailureDetails.IsCausedBy<TimeoutException>())
            {
                await context.CreateTimer(TimeSpan.FromSeconds(10), CancellationToken.None);
                return await context.CallActivityAsync<string>("Do", input());
            }
        }
    }

    private async Task<(string Expected, byte[] Database, byte[] Log)> RunWholeAsync(bool paranoid)
    {
        var folder = Path.Combine(root, "whole");
        await using var run = await EngineRun.StartAsync(Story(), folder, configure: options => options with { Paranoid = paranoid });
        var instance = await run.RunAsync("Story", 1, "story");
        instance.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        return (instance.ReadOutputAs<string>()!, await ReadAsync(run.DatabasePath), await ReadAsync(run.DatabasePath + "-wal"));
    }

    private static async Task<byte[]> ReadAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes);
        return bytes;
    }

    /// <summary>The ends of the log's commits: frames whose header gives the size of the database after them.</summary>
    private static List<int> CommitsOf(byte[] log)
    {
        const int Header = 32, FrameHeader = 24;
        var page = BinaryPrimitives.ReadInt32BigEndian(log.AsSpan(8));
        var ends = new List<int>();
        for (var frame = Header; frame + FrameHeader + page <= log.Length; frame += FrameHeader + page)
        {
            if (BinaryPrimitives.ReadInt32BigEndian(log.AsSpan(frame + 4)) != 0) ends.Add(frame + FrameHeader + page);
        }

        return ends;
    }

    /// <summary>The activities whose success is on disk, as they would be run; null when the start of the story is not.</summary>
    private static List<string>? RecordedActivities(string folder)
    {
        using var database = Database.Open(Path.Combine(folder, "durable.db"));
        return database.Read(store =>
        {
            if (store.Instances.Get("story") is null) return null;
            var known = store.History.Read("story").Concat(store.Inbox.Read("story", 100).Select(message => message.Event));
            return known.Where(item => item.Kind == HistoryEventKind.TaskCompleted).Select(item => $"Do({item.Payload})").ToList();
        });
    }
}
