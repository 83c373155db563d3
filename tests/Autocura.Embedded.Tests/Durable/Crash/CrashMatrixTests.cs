namespace Autocura.Embedded.Tests.Durable.Crash;

/// <summary>The engine dies after each commit of each story, and in the middle of writing the next, and nobody can tell afterwards.</summary>
public sealed class CrashMatrixTests : IDisposable
{
    private const int Torn = 100;

    private readonly CrashFolder folder = new();

    public static TheoryData<string, bool> Matrix
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var story in Stories.All)
            {
                data.Add(story.Name, false);
                data.Add(story.Name, true);
            }

            return data;
        }
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Killed_after_any_commit_a_story_ends_as_if_nothing_had_been(string name, bool paranoid)
    {
        var story = Stories.All.Single(story => story.Name == name);
        var whole = await Life.LiveAsync(story, folder.With(DiskImage.Empty), Mark.Beginning, 1, paranoid);
        var image = whole.Image();
        var expected = Verdict.Undisturbed(whole);
        await whole.DisposeAsync();
        image.Commits.Count.ShouldBeGreaterThanOrEqualTo(3);

        foreach (var end in image.Commits)
        {
            var where = $"'{name}' killed at byte {end} of {image.Log.Length}";
            var at = folder.With(image.CutAt(end, Torn));
            var recorded = Remains.ResultsIn(at);
            await using var next = await Life.LiveAsync(story, at, whole.At(end), 2, paranoid);
            Verdict.Demand(next, recorded, expected, where);
            await PurgeAllAsync(next, where);
        }
    }

    private static async Task PurgeAllAsync(Life life, string where)
    {
        await life.Client.PurgeAllInstancesAsync(new());
        using var remains = new Remains(life.Run.DatabasePath);
        remains.Rows().ShouldBe(0, where);
    }
}
