using Autocura.Guardrails.Notices;

namespace Autocura.Functions.Tests.Guardrails.Notices;

public sealed class DeliveryPatienceTests
{
    [Fact]
    public void It_waits_longer_each_time_and_gives_up_within_ten_minutes()
    {
        var waits = Enumerable.Range(1, DeliveryPatience.Tries - 1).Select(tries => DeliveryPatience.WaitAfter(tries, null)).ToList();

        waits.ShouldBeInOrder();
        waits[0].ShouldBe(TimeSpan.FromSeconds(2));
        waits[^1].ShouldBe(TimeSpan.FromMinutes(1));
        waits.Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait).ShouldBeLessThan(TimeSpan.FromMinutes(10));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(30, 30)]
    [InlineData(100_000, 300)]
    public void Who_asks_for_time_gets_it_within_reason(int asked, int expected) => DeliveryPatience.WaitAfter(1, TimeSpan.FromSeconds(asked)).ShouldBe(TimeSpan.FromSeconds(expected));
}
