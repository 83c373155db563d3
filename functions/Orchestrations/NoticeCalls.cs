using Autocura.Guardrails.Notices;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>The activities that tell people, typed.</summary>
internal static class NoticeCalls
{
    /// <summary>Why the notice was not handed over; empty when it was.</summary>
    public static Task<string> PostNoticeAsync(this TaskOrchestrationContext context, NoticeOrder order) =>
        context.CallActivityAsync<string>(FunctionNames.PostNotice, order, RetryPolicies.Records);

    /// <summary>Sends until it is taken, refused, or old news; a try that fails for good is a refusal.</summary>
    public static async Task<DeliveryReceipt> DeliverAsync(this TaskOrchestrationContext context, string activity, object delivery)
    {
        for (var tries = 1; ; tries++)
        {
            var receipt = await context.TryAsync(activity, delivery);
            if (receipt.Result != DeliveryResult.TryLater || tries == DeliveryPatience.Tries)
            {
                return receipt;
            }

            await context.CreateTimer(DeliveryPatience.WaitAfter(tries, receipt.After), CancellationToken.None);
        }
    }

    private static async Task<DeliveryReceipt> TryAsync(this TaskOrchestrationContext context, string activity, object delivery)
    {
        try
        {
            return await context.CallActivityAsync<DeliveryReceipt>(activity, delivery, RetryPolicies.Records);
        }
        catch (TaskFailedException failed)
        {
            return DeliveryReceipt.Refused(failed.FailureDetails.ErrorMessage);
        }
    }
}
