using Autocura.Signals;
using Autocura.Support;

namespace Autocura.Functions.Tests.Signals;

public sealed class RestartSampleTests
{
    [Fact]
    public void The_base_is_always_at_least_a_window_and_at_most_two_behind()
    {
        var window = TimeSpan.FromMinutes(10);
        var sample = RestartSample.First("shop", "cart-1/app", new RestartCount(0, Some.Noon));
        for (var minute = 1; minute <= 60; minute++)
        {
            sample = sample.After(new RestartCount(minute, Some.Noon.AddMinutes(minute)), window);
            (minute - sample.Base.Count).ShouldBeInRange(Math.Min(minute, 10), 20);
        }
    }
}
