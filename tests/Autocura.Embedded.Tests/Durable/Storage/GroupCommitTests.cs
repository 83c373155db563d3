using Autocura.Embedded.Durable;
using Autocura.Embedded.Durable.Storage;
using Autocura.Embedded.Durable.Telemetry;
using Microsoft.Data.Sqlite;

namespace Autocura.Embedded.Tests.Durable.Storage;

public sealed class GroupCommitTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("autocura-durable-").FullName;
    private readonly SqliteConnection connection;
    private readonly GroupCommit commits;
    private readonly List<string> woken = [];
    private readonly EngineMetrics metrics = new(TimeProvider.System);

    public GroupCommitTests()
    {
        var path = Path.Combine(folder, "durable.db");
        Database.Open(path).Dispose();
        connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        commits = new GroupCommit(new StoreConnection(connection), effects => woken.AddRange(effects.Wake), metrics);
    }

    public void Dispose()
    {
        commits.Dispose();
        metrics.Dispose();
        connection.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_change_that_throws_undoes_itself_and_nobody_else()
    {
        // The first holds the writer, so that the others meet in one group.
        using var release = new ManualResetEventSlim();
        var first = AddAsync("first", () => release.Wait());
        var broken = AddAsync("broken", () => throw new FormatException("no"));
        var last = AddAsync("last");
        release.Set();

        await first;
        (await Should.ThrowAsync<FormatException>(() => broken)).Message.ShouldBe("no");
        await last;

        (await OwnersAsync()).ShouldBe(["first", "last"], ignoreOrder: true);
        woken.ShouldBe(["first", "last"]);
    }

    [Fact]
    public async Task When_the_disk_is_full_nobody_is_told_that_it_was_saved_and_later_commits_work()
    {
        await SetLargestSizeAsync(1);
        var refused = Enumerable.Range(0, 20).Select(n => AddAsync($"lost-{n}", payload: new string('x', 100_000))).ToList();
        foreach (var commit in refused) await Should.ThrowAsync<Exception>(() => commit);

        await SetLargestSizeAsync(1_000_000);
        await AddAsync("saved");

        (await OwnersAsync()).ShouldBe(["saved"]);
        woken.ShouldBe(["saved"]);
    }

    /// <summary>SQLite keeps the present size when asked for less, so one page means: no more than now.</summary>
    private Task<long> SetLargestSizeAsync(int pages) => commits.CommitAsync((_, _) =>
        new Statement(connection, $"PRAGMA max_page_count = {pages}").First(row => row.Number(0)));

    private Task<bool> AddAsync(string instanceId, Action? then = null, string? payload = null) => commits.CommitAsync((store, effects) =>
    {
        store.Inbox.Add(instanceId, null, new HistoryEvent(HistoryEventKind.EventRaised, At) { Name = "e", Payload = payload });
        effects.Wake.Add(instanceId);
        then?.Invoke();
        return true;
    });

    private Task<List<string>> OwnersAsync() => commits.CommitAsync((store, _) => store.Inbox.Owners());
}
