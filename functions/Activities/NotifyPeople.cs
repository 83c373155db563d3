using Autocura.Guardrails.Notices;
using Autocura.Notifications;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Tells people of an incident through one channel, once; what came of it is its answer, also when nothing did.</summary>
public sealed class NotifyPeople(NoticeDispatch dispatch)
{
    [Function(FunctionNames.NotifyPeople)]
    public Task<DeliveryReceipt> RunAsync([ActivityTrigger] NoticeDelivery delivery, CancellationToken cancellationToken) => dispatch.DeliverAsync(delivery, cancellationToken);
}
