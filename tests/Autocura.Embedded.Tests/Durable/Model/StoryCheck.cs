using Autocura.Embedded.Durable;

namespace Autocura.Embedded.Tests.Durable.Model;

/// <summary>One way to run the engine, on which stories must end as in the model.</summary>
internal sealed class StoryCheck(Func<DurableEngineOptions, DurableEngineOptions> configure, int? restartSecond)
{
    private const int BatchSize = 1000;
    private const int MostVariations = 20;

    /// <summary>Runs the stories of these seeds; a failure is told with the smallest story that has it. Returns what the stories were about.</summary>
    public async Task<Dictionary<Construct, int>> RunAsync(int firstSeed, int count)
    {
        var seen = new Dictionary<Construct, int>();
        foreach (var seeds in Enumerable.Range(firstSeed, count).Chunk(BatchSize))
        {
            var expected = seeds.ToDictionary(seed => seed, seed => Generate(seed, restartSecond));
            foreach (var construct in expected.Values.SelectMany(told => told.Seen)) seen[construct] = seen.GetValueOrDefault(construct) + 1;
            var happened = await EngineWorld.TellAsync([.. expected.Values.Select(told => told.Story)], configure, restartSecond);
            foreach (var (seed, told) in expected)
            {
                if (!told.Outcome.SequenceEqual(happened[seed])) throw new InvalidOperationException(await ExplainAsync(told.Story));
            }
        }

        return seen;
    }

    /// <summary>The story of a seed: the first variation that leaves nothing open.</summary>
    private static (Story Story, IReadOnlyList<string> Outcome, IReadOnlySet<Construct> Seen) Generate(int seed, int? restartSecond)
    {
        for (var variation = 0; variation < MostVariations; variation++)
        {
            var story = StoryGenerator.Of(seed, variation);
            if (ModelWorld.Tell(story, restartSecond) is { } told) return (story, told.Outcome, told.Seen);
        }

        throw new InvalidOperationException($"Seed {seed}: {MostVariations} stories in a row leave an order open.");
    }

    private async Task<string> ExplainAsync(Story failing)
    {
        var smallest = await SmallestAsync(failing);
        return await DifferenceAsync(smallest) is { } difference
            ? $"The engine and the model differ (seed {failing.Seed}), least in this story:\n{smallest}{difference}"
            : $"The engine and the model differed once, among other stories, and not when the story ran alone:\n{smallest}";
    }

    /// <summary>Leaves out one part after the other, as long as the difference stays.</summary>
    private async Task<Story> SmallestAsync(Story failing)
    {
        var smallest = failing;
        for (var again = true; again;)
        {
            again = false;
            foreach (var smaller in StoryShrinker.Smaller(smallest))
            {
                if (await DifferenceAsync(smaller) is null) continue;
                (smallest, again) = (smaller, true);
                break;
            }
        }

        return smallest;
    }

    private async Task<string?> DifferenceAsync(Story story)
    {
        if (ModelWorld.Tell(story, restartSecond) is not { } model) return null;
        var engine = (await EngineWorld.TellAsync([story], configure, restartSecond))[story.Seed];
        return model.Outcome.SequenceEqual(engine)
            ? null
            : $"only the model:\n  {string.Join("\n  ", model.Outcome.Except(engine))}\nonly the engine:\n  {string.Join("\n  ", engine.Except(model.Outcome))}\n";
    }
}
