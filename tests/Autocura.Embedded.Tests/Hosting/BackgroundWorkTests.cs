using Autocura.Embedded.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Embedded.Tests.Hosting;

public sealed class BackgroundWorkTests
{
    [Fact]
    public async Task It_is_idle_only_when_all_that_was_started_has_ended()
    {
        using var work = new BackgroundWork(NullLogger<BackgroundWork>.Instance);
        work.WhenIdleAsync().IsCompleted.ShouldBeTrue();
        var one = new TaskCompletionSource();
        var two = new TaskCompletionSource();
        work.Start(_ => one.Task);
        work.Start(_ => two.Task);
        var idle = work.WhenIdleAsync();
        one.SetResult();
        idle.IsCompleted.ShouldBeFalse();
        two.SetException(new InvalidOperationException("even a failure ends it"));
        await idle;
    }

    [Fact]
    public async Task Nothing_starts_once_it_stops()
    {
        using var work = new BackgroundWork(NullLogger<BackgroundWork>.Instance);
        await work.StopAsync(CancellationToken.None);
        var ran = false;
        work.Start(_ =>
        {
            ran = true;
            return Task.CompletedTask;
        });
        await work.WhenIdleAsync();
        ran.ShouldBeFalse();
    }
}
