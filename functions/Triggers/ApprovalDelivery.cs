using Autocura.Incidents;
using Autocura.Orchestrations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.DurableTask.Client;

namespace Autocura.Triggers;

/// <summary>Hands a decision to the incident that waits for it, whichever way it came. The incident looks again at the plan, for it may have gone on meanwhile.</summary>
internal static class ApprovalDelivery
{
    /// <summary>Null: it was handed over; else why it was not.</summary>
    public static async Task<ObjectResult?> DeliverAsync(DurableTaskClient client, string id, Approval approval, CancellationToken cancellationToken)
    {
        var refusal = ApprovalRefusal.Of(id, await client.GetInstanceAsync(id, getInputsAndOutputs: true, cancellationToken), approval);
        if (refusal is not null)
        {
            return refusal;
        }

        try
        {
            await client.RaiseEventAsync(id, EventNames.Approval, approval, cancellationToken);
            return null;
        }
        catch (Exception refused) when (refused is not OperationCanceledException)
        {
            // It may have ended since we looked. Any other refusal is thrown.
            return ApprovalRefusal.Of(id, await client.GetInstanceAsync(id, getInputsAndOutputs: true, cancellationToken), approval)
                ?? throw new InvalidOperationException($"The decision on '{id}' could not be delivered.", refused);
        }
    }
}
