using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Autocura.Embedded.Tests.Durable.Crash;

/// <summary>The acts of clients, each with the look that a careful client takes before it tries again.</summary>
internal static class Steps
{
    public static Step Start(string id, string orchestrator, object? input = null, TimeSpan? delay = null) => new(async life =>
    {
        if (await life.FindAsync(id) is not null) return;
        var options = new StartOrchestrationOptions(id, delay is { } wait ? Workload.Opening + wait : null);
        await life.Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, options);
    });

    /// <summary>Each try is another parcel of the same content: the receiver knows the content, the test knows the parcel.</summary>
    public static Step Raise(string id, string parcel) =>
        new(life => UnlessEndedAsync(life, id, () => life.Client.RaiseEventAsync(id, Workload.Parcel, $"{parcel}@{life.Ordinal}")));

    public static Step Suspend(string id) => new(life => UnlessEndedAsync(life, id, () => life.Client.SuspendInstanceAsync(id)));

    public static Step Resume(string id) => new(life => UnlessEndedAsync(life, id, () => life.Client.ResumeInstanceAsync(id)));

    public static Step Terminate(string id) => new(life =>
        UnlessEndedAsync(life, id, () => life.Client.TerminateInstanceAsync(id, new TerminateInstanceOptions("enough", Recursive: true))));

    public static Step Rewind(string id) => new(async life =>
    {
        if ((await life.FindAsync(id))!.RuntimeStatus == OrchestrationRuntimeStatus.Failed) await life.Client.RewindInstanceAsync(id, "mended");
    });

    public static Step Purge(string id) => new(life => life.Client.PurgeInstanceAsync(id, new PurgeInstanceOptions(Recursive: true)));

    /// <summary>To be used more than half an hour after the start: an instance that is younger has been restarted before.</summary>
    public static Step Restart(string id) => new(async life =>
    {
        if ((await life.FindAsync(id))!.CreatedAt < Workload.Opening.AddMinutes(30)) await life.Client.RestartAsync(id);
    });

    public static Step Finish(string id) => new(life => life.UntilAsync(async () => await life.FindAsync(id) is { IsCompleted: true }));

    public static Step Pass(TimeSpan span) => new(life =>
    {
        life.Pass(span);
        return Task.CompletedTask;
    });

    /// <summary>Lets everything happen that needs no time.</summary>
    public static Step Settle { get; } = new(life => life.Run.Engine.WhenIdleAsync());

    private static async Task UnlessEndedAsync(Life life, string id, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (InvalidOperationException)
        {
            // An earlier try was saved and has had its effect.
            (await life.FindAsync(id))!.IsCompleted.ShouldBeTrue();
        }
    }
}
