using Autocura.Guardrails.Notices;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>One week's digest: it is kept, and then each channel that is to have it is told, none of them waiting for another.</summary>
public static class DigestOrchestrator
{
    [Function(FunctionNames.Digest)]
    public static async Task<NoticeReport> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, DigestOrder order)
    {
        var digest = await context.CallActivityAsync<WeekDigest>(FunctionNames.KeepDigest, order, RetryPolicies.Reads);
        var telling = new List<Task<string>>();
        foreach (var channel in order.Channels)
        {
            telling.Add(context.TellAsync(new DigestDelivery(channel, digest)));
        }

        return new NoticeReport([.. await Task.WhenAll(telling)]);
    }

    private static async Task<string> TellAsync(this TaskOrchestrationContext context, DigestDelivery delivery)
    {
        var receipt = await context.DeliverAsync(FunctionNames.SendDigest, delivery);
        return $"{delivery.Channel}: {receipt.Result}{(receipt.Reason.Length > 0 ? $" ({receipt.Reason})" : "")}";
    }
}
