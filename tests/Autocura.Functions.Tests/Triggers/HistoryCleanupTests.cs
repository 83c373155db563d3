using Autocura.Functions.Tests.Alerts;
using Autocura.Functions.Tests.Orchestrations;
using Autocura.Triggers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Functions.Tests.Triggers;

public sealed class HistoryCleanupTests
{
    [Fact]
    public async Task Intakes_that_finished_long_ago_are_forgotten_and_nothing_else()
    {
        await using var run = await IntakeRun.StartAsync();
        await run.ReportAsync(IntakeRun.Batch(SomeAlert.On("cart")), "intake-old");
        await run.CloseAsync("cart");
        run.Clock.Advance(TimeSpan.FromHours(23));
        await run.ReportAsync(IntakeRun.Batch(SomeAlert.On("catalog")), "intake-new");
        run.Clock.Advance(TimeSpan.FromHours(2));

        await new HistoryCleanup(new IntakeOptions(), run.Clock, NullLogger<HistoryCleanup>.Instance).RunAsync(new TimerInfo(), run.Client, CancellationToken.None);

        (await run.StateAsync("intake-old")).ShouldBeNull();
        (await run.StateAsync("intake-new")).ShouldNotBeNull();
        (await run.IncidentAsync("cart")).ShouldNotBeNull().IsCompleted.ShouldBeTrue();
    }
}
