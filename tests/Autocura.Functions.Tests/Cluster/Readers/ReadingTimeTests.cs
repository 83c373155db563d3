using Autocura.Cluster.Readers;
using Autocura.Support;

namespace Autocura.Functions.Tests.Cluster.Readers;

public sealed class ReadingTimeTests
{
    private readonly ManualTime time = new();

    [Fact]
    public async Task A_part_that_is_late_is_a_gap_and_the_others_stand()
    {
        using var limit = new ReadingTime(time, CancellationToken.None);
        var reading = new PartialReading(limit);
        var late = reading.ReadAsync("nodes", "nothing", () => NeverAsync(limit.Token));
        var soon = reading.ReadAsync("pods", "nothing", () => Task.FromResult("three"));

        time.Advance(ReadingTime.Budget);

        (await late, await soon).ShouldBe(("nothing", "three"));
        reading.Gaps.ShouldBe(["nodes: it was not read within 10 s"]);
    }

    [Fact]
    public async Task Who_stops_the_reading_is_told_that_it_stopped()
    {
        using var stop = new CancellationTokenSource();
        using var limit = new ReadingTime(time, stop.Token);
        var read = new PartialReading(limit).ReadAsync("nodes", "nothing", () => NeverAsync(limit.Token));

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(read);
    }

    private static async Task<string> NeverAsync(CancellationToken cancellationToken) =>
        await new TaskCompletionSource<string>().Task.WaitAsync(cancellationToken);
}
