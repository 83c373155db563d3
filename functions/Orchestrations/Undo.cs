using Autocura.Guardrails;
using Autocura.Guardrails.Brakes;
using Autocura.Planning;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>Taking steps back, last first.</summary>
internal static class Undo
{
    /// <summary>Reverts steps, last first. What cannot be reverted is in the result with its reason; when everything is stopped, so is this.</summary>
    public static async Task<IReadOnlyList<ActionReceipt>> UnwindAsync(this TaskOrchestrationContext context, IReadOnlyList<ActionReceipt> done, BrakeHold hold)
    {
        var undone = new List<ActionReceipt>();
        foreach (var receipt in done.Reverse())
        {
            undone.Insert(0, undone is [{ Result: ReceiptResult.Stopped } stopped, ..]
                ? receipt with { Result = ReceiptResult.Stopped, Reason = stopped.Reason }
                : await context.RevertAsync(receipt, hold));
        }

        return undone;
    }

    /// <summary>Takes back a plan. A receipt is that of the step that could not be; null, that all of it was.</summary>
    public static async Task<ActionReceipt?> UndoAsync(this TaskOrchestrationContext context, IncidentStory story, Execution execution, BrakeHold hold, string why)
    {
        story.Note($"{why}: taking it back");
        var undone = await context.UnwindAsync(execution.Receipts, hold);
        story.Executed(execution with { Receipts = undone });
        return undone.FirstOrDefault(receipt => receipt.Result != ReceiptResult.Reverted);
    }

    private static async Task<ActionReceipt> RevertAsync(this TaskOrchestrationContext context, ActionReceipt receipt, BrakeHold hold)
    {
        try
        {
            return await context.RevertStepAsync(new StepToRevert(receipt, hold));
        }
        catch (TaskFailedException failed)
        {
            return receipt with { Result = ReceiptResult.Refused, Reason = $"Taking it back failed for good: {failed.FailureDetails.ErrorMessage}" };
        }
    }
}
