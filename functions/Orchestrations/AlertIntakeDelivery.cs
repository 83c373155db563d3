using Autocura.Alerts;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>
/// Delivers alerts until every running incident has said that it took them. An incident may end between our look and its own: then the
/// alert is delivered again, and starts the next episode or turns out to be answered.
/// </summary>
internal static class AlertIntakeDelivery
{
    private const int Rounds = 3;
    private const int WorkloadsAtATime = 10;

    /// <summary>How long a running incident may take to answer: it answers at its next turn, which waits for nothing but the engine.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);

    public static async Task<IReadOnlyList<AlertResult>> DeliverAllAsync(this TaskOrchestrationContext context, IReadOnlyList<AlertDelivery> deliveries)
    {
        var results = new List<AlertResult>();
        var open = deliveries;
        for (var round = 1; open.Count > 0 && round <= Rounds; round++)
        {
            var reports = new List<DeliveryReport>();
            foreach (var few in open.Chunk(WorkloadsAtATime))
            {
                reports.AddRange(await Task.WhenAll(few.Select(delivery => TryAsync(context, delivery))));
            }

            var silent = await SilentAsync(context, [.. reports.SelectMany(report => report.Awaited)]);
            results.AddRange(reports.SelectMany(report => report.Results).Where(result => result.Kind != AlertResultKind.Joined || !silent.Contains(result.Fingerprint)));
            open = Silent(open, silent);
        }

        results.AddRange(open.SelectMany(delivery => delivery.Signals).Select(signal =>
            AlertResult.Of(AlertResultKind.Failed, signal.Alert, $"The running incident did not take it in {Rounds} times {AnswerWithin.TotalSeconds:0} seconds.")));
        return results;
    }

    private static async Task<DeliveryReport> TryAsync(TaskOrchestrationContext context, AlertDelivery delivery)
    {
        try
        {
            return await context.DeliverAlertsAsync(delivery);
        }
        catch (TaskFailedException failed)
        {
            var reason = $"It could not be delivered to {delivery.Workload}: {failed.FailureDetails.ErrorMessage}";
            return new DeliveryReport([.. delivery.Signals.Select(signal => AlertResult.Of(AlertResultKind.Failed, signal.Alert, reason))], []);
        }
    }

    /// <summary>The fingerprints that were not acknowledged in time.</summary>
    private static async Task<HashSet<string>> SilentAsync(TaskOrchestrationContext context, IReadOnlyList<string> awaited)
    {
        var silent = awaited.ToHashSet();
        if (silent.Count == 0)
        {
            return silent;
        }

        using var over = new CancellationTokenSource();
        var timeout = context.CreateTimer(AnswerWithin, over.Token);
        while (silent.Count > 0)
        {
            var taken = context.WaitForExternalEvent<string>(EventNames.AlertTaken, over.Token);
            if (await Task.WhenAny(taken, timeout) == timeout)
            {
                break;
            }

            silent.Remove(await taken);
        }

        over.Cancel();
        return silent;
    }

    private static IReadOnlyList<AlertDelivery> Silent(IReadOnlyList<AlertDelivery> deliveries, HashSet<string> silent) =>
    [
        .. from delivery in deliveries
           let left = delivery.Signals.Where(signal => silent.Contains(signal.Alert.Fingerprint)).ToList()
           where left.Count > 0
           select delivery with { Signals = left },
    ];
}
