using Autocura.Incidents;
using Autocura.Planning;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>Taking steps back, last first.</summary>
internal static class Undo
{
    /// <summary>Reverts steps, last first. What cannot be reverted is in the result with its reason.</summary>
    public static async Task<IReadOnlyList<ActionReceipt>> UnwindAsync(this TaskOrchestrationContext context, IReadOnlyList<ActionReceipt> done)
    {
        var undone = new List<ActionReceipt>();
        foreach (var receipt in done.Reverse())
        {
            try
            {
                undone.Insert(0, await context.RevertStepAsync(receipt));
            }
            catch (TaskFailedException failed)
            {
                undone.Insert(0, receipt with { Result = ReceiptResult.Refused, Reason = $"Taking it back failed for good: {failed.FailureDetails.ErrorMessage}" });
            }
        }

        return undone;
    }

    /// <summary>Takes back a plan that did not help. An outcome means that it could not be; null, that the next attempt may begin.</summary>
    public static async Task<Outcome?> UndoAsync(this TaskOrchestrationContext context, IncidentStory story, Execution execution, string why)
    {
        story.Note($"It did not help ({why}): taking it back");
        var undone = await context.UnwindAsync(execution.Receipts);
        story.Executed(execution with { Receipts = undone });
        return undone.FirstOrDefault(receipt => receipt.Result != ReceiptResult.Reverted) is { } stuck
            ? await story.HandOverAsync($"{stuck.Action} did not help and could not be taken back: {stuck.Reason}")
            : null;
    }
}
