using Autocura.Embedded.Durable.Storage;

namespace Autocura.Embedded.Tests.Durable.Crash;

/// <summary>The real thing: a process is killed with SIGKILL in the middle of what it does, on a real disk, and started again until it is done.</summary>
public sealed class KilledProcessTests : IDisposable
{
    private const int FewestKills = 40;
    private const int MostLines = 12;

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("autocura-killed-");
    private readonly CrashFolder memory = new();
    private int kills;

    public void Dispose()
    {
        memory.Dispose();
        root.Delete(recursive: true);
    }

    [Fact]
    public async Task Killed_for_good_again_and_again_a_story_ends_as_if_nothing_had_been()
    {
        for (var seed = 1000; kills < FewestKills; seed++) await PlayAsync(seed);
    }

    private async Task PlayAsync(int seed)
    {
        var random = new Random(seed);
        var folder = root.CreateSubdirectory($"{seed}").FullName;
        var database = Path.Combine(folder, "durable.db");
        var expected = await UndisturbedAsync(seed);
        IReadOnlySet<string> recorded = new HashSet<string>();
        for (var life = 1; ; life++)
        {
            var before = LifeProcess.Runs(folder).Length;
            using var process = LifeProcess.Start(folder, seed, life);
            if (!await process.SaysAsync(random.Next(1, MostLines)))
            {
                Should.Throw<DurableStoreException>(() => Database.Open(database)).Message.ShouldContain($"is in use by process {process.Id} (");
                await process.CloseAsync();
                Verdict.Demand(database, Ran(folder, before), recorded, expected, $"seed {seed} after {life - 1} kills");
                return;
            }

            await process.KillAsync();
            kills++;
            Ran(folder, before).Intersect(recorded.Select(Verdict.LabelOf).Where(label => !label.StartsWith('!'))).ShouldBeEmpty($"seed {seed}, life {life}");
            recorded = Remains.ResultsIn(memory.With(DiskImage.ReadFrom(database)));
        }
    }

    private async Task<IReadOnlyList<string>> UndisturbedAsync(int seed)
    {
        await using var life = await Life.LiveAsync(RandomStory.Of(new Random(seed), seed), memory.With(DiskImage.Empty), Mark.Beginning, 1);
        return Verdict.Undisturbed(life);
    }

    private static IEnumerable<string> Ran(string folder, int before) => LifeProcess.Runs(folder)[before..].Select(Verdict.LabelOf);
}
