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
    private const int MostRounds = 60;

    [Function(FunctionNames.Remediation)]
    public static async Task<Execution> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, RemediationOrder order)
    {
        var (plan, done) = (order.Plan, new List<ActionReceipt>());
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
                var receipt = await context.CarryThroughAsync(new StepToApply(prepared, order.Hold));
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
                if (receipt.Result == ReceiptResult.Underway)
                {
                    return await context.TakeBackAsync(done, order.Hold, $"{receipt.Reason} It was not done within {prepared.Deadline.TotalSeconds:0} s.");
                }
            }

            return new Execution(ExecutionResult.Done, plan.Strategy, done);
        }
        catch (TaskFailedException failed)
        {
            return await context.TakeBackAsync(done, order.Hold, $"{failed.TaskName} failed for good: {failed.FailureDetails.ErrorMessage}");
        }
    }

    /// <summary>Applies a step, and again for as long as it is under way and its time is not over.</summary>
    private static async Task<ActionReceipt> CarryThroughAsync(this TaskOrchestrationContext context, StepToApply step)
    {
        var deadline = context.CurrentUtcDateTime + step.Step.Deadline;
        var receipt = await context.ApplyStepAsync(step);
        for (var round = 1; round < MostRounds && receipt.Result == ReceiptResult.Underway && context.CurrentUtcDateTime < deadline; round++)
        {
            // So that a long deadline needs no more rounds than a history should hold.
            var shortest = step.Step.Deadline / MostRounds;
            await context.CreateTimer(receipt.After > shortest ? receipt.After : shortest, CancellationToken.None);
            receipt = await context.ApplyStepAsync(step);
        }

        return receipt;
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
