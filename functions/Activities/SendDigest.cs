using Autocura.Guardrails.Notices;
using Autocura.Ledger;
using Autocura.Notifications;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>
/// Tells one channel of a week, once for all hosts: who is about to send writes that down first, and whoever finds it written sends nothing. A host that dies in between has told the channel or has
/// not, and nobody tells it again: a digest that is missing can be asked for, and one that comes twice is noise.
/// </summary>
public sealed class SendDigest(DigestDispatch dispatch, DigestShelf shelf)
{
    [Function(FunctionNames.SendDigest)]
    public async Task<DeliveryReceipt> RunAsync([ActivityTrigger] DigestDelivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var week = delivery.Digest.Week;
        if (!await shelf.ClaimAsync(week, delivery.Channel, cancellationToken))
        {
            return DeliveryReceipt.HeldBack("It was told of this week before, or a host ended while it told.");
        }

        var receipt = await dispatch.SendAsync(delivery, cancellationToken);
        if (receipt.Result is DeliveryResult.TryLater or DeliveryResult.Refused)
        {
            await shelf.ReleaseAsync(week, delivery.Channel, cancellationToken);
        }

        return receipt;
    }
}
