using Autocura.Guardrails;
using Autocura.Guardrails.Brakes;
using Autocura.Planning;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>
/// Carries one plan out, step by step. Each step's way back is on the stack before the step is applied; when a step cannot be done,
/// everything before it is taken back, last first. When everything is stopped, what was done until then is left as it is.
/// </summary>
public static class RemediationOrchestrator
{
    [Function(FunctionNames.Remediation)]
    public static async Task<Execution> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, RemediationOrder order)
    {
        var plan = order.Plan;
        var done = new List<ActionReceipt>();
        try
        {
            for (var i = 0; i < plan.Steps.Count; i++)
            {
                var prepared = await context.PrepareStepAsync(new StepOrder(plan.Steps[i], plan.KeyOf(i)));
                if ((prepared.Refused ?? order.Outdated(i, prepared)) is { } refused)
                {
                    return await context.TakeBackAsync(done, order.Hold, refused);
                }

                done.Add(ActionReceipt.Expected(prepared));
                var receipt = await context.ApplyStepAsync(new StepToApply(prepared, order.Hold));
                if (receipt.Result == ReceiptResult.Stopped)
                {
                    return new Execution(ExecutionResult.Stopped, receipt.Reason, [.. done.SkipLast(1), receipt]);
                }

                if (receipt.Result == ReceiptResult.Refused)
                {
                    done.RemoveAt(done.Count - 1);
                    return await context.TakeBackAsync(done, order.Hold, receipt.Reason);
                }

                done[^1] = receipt;
            }

            return new Execution(ExecutionResult.Done, plan.Strategy, done);
        }
        catch (TaskFailedException failed)
        {
            return await context.TakeBackAsync(done, order.Hold, $"{failed.TaskName} failed for good: {failed.FailureDetails.ErrorMessage}");
        }
    }

    private static async Task<Execution> TakeBackAsync(this TaskOrchestrationContext context, IReadOnlyList<ActionReceipt> done, BrakeHold hold, string reason)
    {
        var undone = await context.UnwindAsync(done, hold);
        var stuck = undone.FirstOrDefault(receipt => receipt.Result != ReceiptResult.Reverted);
        return stuck is null
            ? new Execution(ExecutionResult.TakenBack, reason, undone)
            : new Execution(ExecutionResult.LeftPartly, $"{reason} And {stuck.Action} on {stuck.Target} could not be taken back: {stuck.Reason}", undone);
    }
}
