using Autocura.Triggers;

namespace Autocura.Functions.Tests.Triggers;

public sealed class CadenceTests
{
    private static readonly DateTimeOffset Hour = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(30, 8)]
    [InlineData(15, 16)]
    [InlineData(60, 4)]
    [InlineData(45, 5)]
    [InlineData(40, 6)]
    public void Of_ticks_a_quarter_of_a_minute_apart_as_many_are_rounds_as_the_interval_says(int seconds, int rounds)
    {
        var last = Hour.AddMilliseconds(3);
        var seen = 0;
        foreach (var tick in Enumerable.Range(1, 16))
        {
            var now = Hour + (tick * TimeSpan.FromSeconds(15));
            if (new Cadence(TimeSpan.FromSeconds(seconds), now).IsDue(last))
            {
                (seen, last) = (seen + 1, now.AddMilliseconds(3));
            }
        }

        seen.ShouldBe(rounds);
    }
}
