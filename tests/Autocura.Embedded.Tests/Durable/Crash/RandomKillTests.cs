namespace Autocura.Embedded.Tests.Durable.Crash;

/// <summary>A thousand kills at random places of random stories, several in the course of one story.</summary>
public sealed class RandomKillTests : IDisposable
{
    private const int Stories = 25;
    private const int KillsAStory = 10;
    private const int MostTorn = 6000;

    private readonly CrashFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Killed_again_and_again_at_random_a_story_ends_as_if_nothing_had_been(int block)
    {
        foreach (var seed in Enumerable.Range(block * Stories, Stories)) await KillAsync(seed);
    }

    private async Task KillAsync(int seed)
    {
        var random = new Random(seed);
        var story = RandomStory.Of(random, seed);
        var life = await Life.LiveAsync(story, folder.With(DiskImage.Empty), Mark.Beginning, 1);
        try
        {
            var expected = Verdict.Undisturbed(life);
            for (var kill = 1; kill <= KillsAStory; kill++)
            {
                var image = life.Image();
                var end = Place(image, random);
                var start = life.At(end);
                await life.DisposeAsync();

                var at = folder.With(image.CutAt(end, random.Next(MostTorn)));
                var recorded = Remains.ResultsIn(at);
                life = await Life.LiveAsync(story, at, start, kill + 1);
                Verdict.Demand(life, recorded, expected, $"{story}, kill {kill} at byte {end} of {image.Log.Length}");
            }
        }
        finally
        {
            await life.DisposeAsync();
        }
    }

    /// <summary>The start of a log, or the end of one of its commits; rather early, so that the next life has something left to do.</summary>
    private static int Place(DiskImage image, Random random)
    {
        var place = random.Next((image.Commits.Count * 2 / 3) + 1);
        return place == 0 ? 0 : image.Commits[place - 1];
    }
}
