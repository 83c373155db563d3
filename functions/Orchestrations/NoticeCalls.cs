using Autocura.Guardrails.Notices;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>The activities that tell people, typed.</summary>
internal static class NoticeCalls
{
    /// <summary>Why the notice was not handed over; empty when it was.</summary>
    public static Task<string> PostNoticeAsync(this TaskOrchestrationContext context, NoticeOrder order) =>
        context.CallActivityAsync<string>(FunctionNames.PostNotice, order, RetryPolicies.Records);

    public static Task<DeliveryReceipt> NotifyPeopleAsync(this TaskOrchestrationContext context, NoticeDelivery delivery) =>
        context.CallActivityAsync<DeliveryReceipt>(FunctionNames.NotifyPeople, delivery, RetryPolicies.Records);
}
