using Autocura.Incidents;
using Autocura.Planning;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>Listens, while a plan is measured, for a person who wants it taken back. Where nothing was done there is nothing to listen for.</summary>
internal sealed class UndoWait : IDisposable
{
    private readonly TaskOrchestrationContext context;
    private readonly RemediationPlan? plan;
    private readonly CancellationTokenSource over = new();
    private Task<UndoOrder>? order;

    public UndoWait(TaskOrchestrationContext context, RemediationPlan? plan)
    {
        this.context = context;
        this.plan = plan;
        Listen();
    }

    /// <summary>The order, as soon as it is there; null when the time has passed without one. An order on another plan came too late and counts for nothing.</summary>
    public async Task<UndoOrder?> ArrivesWithinAsync(TimeSpan time)
    {
        using var early = new CancellationTokenSource();
        var timer = context.CreateTimer(time, early.Token);
        while (order is { } arriving && await Task.WhenAny(arriving, timer) == arriving)
        {
            var arrived = await arriving;
            Listen();
            if (arrived.PlanId == plan!.Id)
            {
                early.Cancel();
                return arrived;
            }
        }

        await timer;
        return null;
    }

    public void Dispose()
    {
        over.Cancel();
        over.Dispose();
    }

    private void Listen() => order = plan is null ? null : context.WaitForExternalEvent<UndoOrder>(EventNames.Undo, over.Token);
}
