using Xunit.Abstractions;

namespace Autocura.Embedded.Tests.Durable.Model;

/// <summary>
/// Ten thousand random orchestrations end on the engine as in the model: status, output, failure, custom status, activities, unread events, answers
/// to the outside world, of the instance and of all its sub-orchestrations. Most run on the engine as it is; some with a replay at every await, some
/// without live executions, some with the engine closed and opened again in the middle.
/// </summary>
public sealed class RandomStoryTests(ITestOutputHelper output)
{
    private const int RestartSecond = 6;
    private const int FewestStoriesOfEach = 20;

    [Theory]
    [InlineData(0, 7000)]
    public async Task The_engine_does_what_the_model_does(int firstSeed, int count)
    {
        var seen = await new StoryCheck(options => options, null).RunAsync(firstSeed, count);

        foreach (var construct in Enum.GetValues<Construct>()) output.WriteLine($"{construct} {seen.GetValueOrDefault(construct)}");
        foreach (var construct in Enum.GetValues<Construct>()) seen.GetValueOrDefault(construct).ShouldBeGreaterThanOrEqualTo(FewestStoriesOfEach, $"{construct} is rare in the stories");
    }

    [Theory]
    [InlineData(10_000, 1000)]
    public async Task The_engine_that_replays_at_every_await_does_too(int firstSeed, int count) =>
        await new StoryCheck(options => options with { Paranoid = true }, null).RunAsync(firstSeed, count);

    [Theory]
    [InlineData(20_000, 500, 0)]
    [InlineData(20_500, 500, 3000)]
    public async Task The_engine_that_keeps_no_or_few_live_executions_does_too(int firstSeed, int count, int events) =>
        await new StoryCheck(options => options with { SessionCacheEvents = events }, null).RunAsync(firstSeed, count);

    [Theory]
    [InlineData(30_000, 1000)]
    public async Task The_engine_that_is_closed_and_opened_again_in_the_middle_does_too(int firstSeed, int count) =>
        await new StoryCheck(options => options, RestartSecond).RunAsync(firstSeed, count);
}
