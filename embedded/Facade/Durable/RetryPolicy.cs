namespace Microsoft.DurableTask;

/// <summary>
/// Exponential back-off between attempts: the wait before attempt n+1 is the first interval times the coefficient to the power
/// n-1, never above the longest interval, and no attempt starts after the time-out.
/// </summary>
public class RetryPolicy
{
    private readonly Func<TaskFailureDetails, bool> handleFailure = _ => true;

    /// <summary>A policy; <paramref name="maxNumberOfAttempts"/> counts the first try.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number makes no sense: no attempts, no wait, a shrinking wait, or a limit below the first wait.</exception>
    public RetryPolicy(int maxNumberOfAttempts, TimeSpan firstRetryInterval, double backoffCoefficient = 1, TimeSpan? maxRetryInterval = null, TimeSpan? retryTimeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxNumberOfAttempts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        if (!(backoffCoefficient >= 1)) throw new ArgumentOutOfRangeException(nameof(backoffCoefficient), backoffCoefficient, "The wait may not shrink: use 1 or more.");

        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = AtLeastTheFirst(maxRetryInterval ?? TimeSpan.FromHours(1), nameof(maxRetryInterval));
        RetryTimeout = AtLeastTheFirst(retryTimeout ?? Timeout.InfiniteTimeSpan, nameof(retryTimeout));
    }

    /// <summary>How many times the task runs at most, the first try included.</summary>
    public int MaxNumberOfAttempts { get; }

    /// <summary>The wait before the second attempt.</summary>
    public TimeSpan FirstRetryInterval { get; }

    /// <summary>What each wait is multiplied by to give the next.</summary>
    public double BackoffCoefficient { get; }

    /// <summary>The longest wait; <see cref="Timeout.InfiniteTimeSpan"/> for no limit. One hour when not given.</summary>
    public TimeSpan MaxRetryInterval { get; }

    /// <summary>How long after the first try attempts may still start; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</summary>
    public TimeSpan RetryTimeout { get; }

    /// <summary>Says which failures are worth another attempt; all are when not given. It runs in the orchestrator, so it must be deterministic.</summary>
    public Func<TaskFailureDetails, bool> HandleFailure
    {
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            handleFailure = value;
        }
    }

    internal bool Handles(TaskFailureDetails failure) => handleFailure(failure);

    private TimeSpan AtLeastTheFirst(TimeSpan value, string name) =>
        value == Timeout.InfiniteTimeSpan || value >= FirstRetryInterval
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"It must be infinite or at least the first retry interval ({FirstRetryInterval}).");
}
