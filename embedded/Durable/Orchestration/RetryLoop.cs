using Microsoft.DurableTask;

namespace Autocura.Embedded.Durable.Orchestration;

/// <summary>Repeats a call after failures. It is orchestrator code like any other: attempts and waits are recorded, so a restart goes on where it was.</summary>
internal static class RetryLoop
{
    public static async Task<TResult> ByPolicy<TResult>(TaskOrchestrationContext context, RetryPolicy policy, Func<int, Task<TResult>> call)
    {
        var firstAttempt = context.CurrentUtcDateTime;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call(attempt);
            }
            catch (TaskFailedException failure) when (
                attempt < policy.MaxNumberOfAttempts && CanSucceed(failure) && policy.Handles(failure.FailureDetails) && !TimeIsUp(context, policy, firstAttempt))
            {
                await context.CreateTimer(Wait(policy, attempt), CancellationToken.None);
            }
        }
    }

    public static async Task<TResult> ByHandler<TResult>(TaskOrchestrationContext context, AsyncRetryHandler handler, Func<int, Task<TResult>> call)
    {
        var firstAttempt = context.CurrentUtcDateTime;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call(attempt);
            }
            catch (TaskFailedException failure) when (CanSucceed(failure))
            {
                var soFar = context.CurrentUtcDateTime - firstAttempt;
                if (!await handler(new RetryContext(context, attempt, failure.FailureDetails, soFar, CancellationToken.None))) throw;
            }
        }
    }

    /// <summary>The wait after the n-th attempt. A power beyond what a TimeSpan holds is simply the longest wait.</summary>
    internal static TimeSpan Wait(RetryPolicy policy, int attempt)
    {
        var longest = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.FromDays(3650) : policy.MaxRetryInterval;
        var ticks = policy.FirstRetryInterval.Ticks * Math.Pow(policy.BackoffCoefficient, attempt - 1);
        return ticks < longest.Ticks ? TimeSpan.FromTicks((long)ticks) : longest;
    }

    private static bool CanSucceed(TaskFailedException failure) => !MissingFunction.IsCauseOf(failure.FailureDetails);

    private static bool TimeIsUp(TaskOrchestrationContext context, RetryPolicy policy, DateTime firstAttempt) =>
        policy.RetryTimeout != Timeout.InfiniteTimeSpan && context.CurrentUtcDateTime - firstAttempt >= policy.RetryTimeout;
}
