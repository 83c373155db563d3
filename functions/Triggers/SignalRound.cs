using System.Text.Json;
using Autocura.Alerts;
using Autocura.Signals;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Autocura.Triggers;

/// <summary>
/// One round of this system's own watching over one cluster: hands on what the last one could not, starts the next with what the last remembered, waits for
/// its end, and hands its news to the intake. All that lasts is in the durable instance, so whoever comes next goes on from there.
/// </summary>
internal sealed class SignalRound(DurableTaskClient client, string orchestrator, string instanceId)
{
    /// <summary>What the round saw; null when another replica has one under way.</summary>
    /// <exception cref="InvalidOperationException">The round failed; the next one begins with what this one began with.</exception>
    public async Task<RoundReport?> RunAsync(string cluster, CancellationToken cancellationToken)
    {
        var last = await client.GetInstanceAsync(instanceId, getInputsAndOutputs: true, cancellationToken);
        if (last is { IsCompleted: false })
        {
            return null;
        }

        var memory = MemoryOf(last);
        memory = memory with { Outbox = await DeliverAsync(memory.Outbox, cancellationToken) };
        if (!await TryStartAsync(new SweepRequest(cluster, memory), cancellationToken))
        {
            return null;
        }

        var ended = await client.WaitForInstanceCompletionAsync(instanceId, getInputsAndOutputs: true, cancellationToken);
        var report = ended.RuntimeStatus == OrchestrationRuntimeStatus.Completed ? ended.ReadOutputAs<SweepReport>() : null;
        if (report is null)
        {
            throw new InvalidOperationException($"Instance {instanceId} ended as {ended.RuntimeStatus}: {ended.FailureDetails?.ErrorMessage}");
        }

        await DeliverAsync(report.Memory.Outbox, cancellationToken);
        return new RoundReport(report, [.. report.Gaps.Except(memory.Gaps)]);
    }

    /// <summary>A round that failed has no output; what it began with is in its input. What an older version wrote and cannot be read is begun anew.</summary>
    private static SweepMemory MemoryOf(OrchestrationMetadata? last)
    {
        try
        {
            return (last?.RuntimeStatus == OrchestrationRuntimeStatus.Completed ? last.ReadOutputAs<SweepReport>()?.Memory : last?.ReadInputAs<SweepRequest>()?.Memory) ?? new SweepMemory();
        }
        catch (JsonException)
        {
            return new SweepMemory();
        }
    }

    private async Task<bool> TryStartAsync(SweepRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(orchestrator, request, new StartOrchestrationOptions(instanceId), cancellationToken);
            return true;
        }
        catch (Exception refused) when (refused is not OperationCanceledException)
        {
            // Another replica was quicker. Any other refusal is thrown.
            if (await client.GetInstanceAsync(instanceId, cancellationToken) is { IsCompleted: false })
            {
                return false;
            }

            throw;
        }
    }

    /// <summary>Those that are not known to have been taken. An intake that failed is started again by this, one that holds the dispatch is left alone.</summary>
    private async Task<IReadOnlyList<SignalDispatch>> DeliverAsync(IReadOnlyList<SignalDispatch> dispatches, CancellationToken cancellationToken)
    {
        var left = new List<SignalDispatch>();
        foreach (var dispatch in dispatches)
        {
            var intakes = await client.StoreAsync(new AlertGroup { Receiver = "autocura", Alerts = dispatch.Alerts }, dispatch.Digest, cancellationToken);
            var states = await Task.WhenAll(intakes.Select(intake => client.GetInstanceAsync(intake.Id, cancellationToken)));
            if (!Array.TrueForAll(states, state => state?.RuntimeStatus == OrchestrationRuntimeStatus.Completed))
            {
                left.Add(dispatch);
            }
        }

        return left;
    }
}

/// <summary>What a round saw, and what it could not see that the rounds before it could, or had not tried.</summary>
internal sealed record RoundReport(SweepReport Report, IReadOnlyList<string> NewGaps);
