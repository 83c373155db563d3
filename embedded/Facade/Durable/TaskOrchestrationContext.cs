using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask;

/// <summary>
/// What orchestrator code may use. Everything awaited through it is written to the history; after a stop or a crash the code runs
/// again from the top and is handed the recorded results, so it must do the same each time: no clock, no chance, no I/O of its own.
/// </summary>
public abstract class TaskOrchestrationContext
{
    /// <summary>The durable name of this orchestrator.</summary>
    public abstract TaskName Name { get; }

    /// <summary>The id of this instance.</summary>
    public abstract string InstanceId { get; }

    /// <summary>Who called this instance as a sub-orchestration; null when a client started it.</summary>
    public abstract ParentOrchestrationInstance? Parent { get; }

    /// <summary>The recorded UTC time of the present turn: the same in every replay.</summary>
    public abstract DateTime CurrentUtcDateTime { get; }

    /// <summary>True while the code runs over what is already recorded.</summary>
    public abstract bool IsReplaying { get; }

    /// <summary>Makes the loggers that <see cref="CreateReplaySafeLogger(string)"/> silences during replay.</summary>
    protected abstract ILoggerFactory LoggerFactory { get; }

    /// <summary>The input the instance was started with; the default of <typeparamref name="T"/> when there was none.</summary>
    public abstract T? GetInput<T>();

    /// <summary>Calls an activity without a result. See <see cref="CallActivityAsync{TResult}(TaskName, object?, TaskOptions?)"/>.</summary>
    public virtual Task CallActivityAsync(TaskName name, object? input = null, TaskOptions? options = null) => CallActivityAsync<object>(name, input, options);

    /// <summary>Calls an activity without input and result.</summary>
    public virtual Task CallActivityAsync(TaskName name, TaskOptions options) => CallActivityAsync(name, null, options);

    /// <summary>Calls an activity without input.</summary>
    public virtual Task<TResult> CallActivityAsync<TResult>(TaskName name, TaskOptions options) => CallActivityAsync<TResult>(name, null, options);

    /// <summary>
    /// Schedules an activity. It runs at least once: after a crash an activity whose end was not recorded runs again, so one with effects
    /// must be idempotent. The recorded result is used from then on.
    /// </summary>
    /// <exception cref="TaskFailedException">The activity threw, and its retries are used up.</exception>
    public abstract Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null);

    /// <summary>A timer that is due this long after <see cref="CurrentUtcDateTime"/>. It survives restarts.</summary>
    public virtual Task CreateTimer(TimeSpan delay, CancellationToken cancellationToken) => CreateTimer(CurrentUtcDateTime.Add(delay), cancellationToken);

    /// <summary>A timer due at a UTC time, however far away. Cancelling the token cancels the wait.</summary>
    public abstract Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken);

    /// <summary>
    /// The next event of that name, whatever its case. Events that came before anyone waited are kept in order of arrival, and each
    /// is handed to one waiter.
    /// </summary>
    public abstract Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default);

    /// <summary>As the other forms, with a limit held by a durable timer.</summary>
    /// <exception cref="TaskCanceledException">The event did not come in time.</exception>
    public Task<T> WaitForExternalEvent<T>(string eventName, TimeSpan timeout) => WaitForExternalEvent<T>(eventName, timeout, CancellationToken.None);

    /// <summary>As the other forms, with a limit held by a durable timer and a token that cancels the wait.</summary>
    /// <exception cref="TaskCanceledException">The event did not come in time, or the token was cancelled.</exception>
    public async Task<T> WaitForExternalEvent<T>(string eventName, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var eventWait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timerWait = new CancellationTokenSource();
        var timer = CreateTimer(timeout, timerWait.Token);
        var received = WaitForExternalEvent<T>(eventName, eventWait.Token);

        // Synchronous on purpose: CancelAsync would leave the orchestrator's thread.
#pragma warning disable CA1849, MA0042
        if (await Task.WhenAny(received, timer) == received) timerWait.Cancel();
        else eventWait.Cancel();
#pragma warning restore CA1849, MA0042
        return await received;
    }

    /// <summary>Raises an event for another instance, once, when the present turn is recorded. One that does not exist or has ended gets nothing.</summary>
    public abstract void SendEvent(string instanceId, string eventName, object payload);

    /// <summary>Replaces what status queries show beside the runtime status.</summary>
    public abstract void SetCustomStatus(object? customStatus);

    /// <summary>
    /// Runs another orchestrator as a child instance and returns its output. The child is durable on its own and is started exactly once.
    /// </summary>
    /// <exception cref="TaskFailedException">The child failed or was terminated, and its retries are used up.</exception>
    public abstract Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null);

    /// <summary>Runs a child without input.</summary>
    public virtual Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, TaskOptions options) =>
        CallSubOrchestratorAsync<TResult>(orchestratorName, null, options);

    /// <summary>Runs a child without input and output.</summary>
    public virtual Task CallSubOrchestratorAsync(TaskName orchestratorName, TaskOptions options) => CallSubOrchestratorAsync(orchestratorName, null, options);

    /// <summary>Runs a child without output.</summary>
    public virtual Task CallSubOrchestratorAsync(TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        CallSubOrchestratorAsync<object>(orchestratorName, input, options);

    /// <summary>
    /// Ends this run when the orchestrator returns and starts the same instance over with an empty history. Events that nobody has
    /// received are handed to the new run, unless asked otherwise.
    /// </summary>
    public abstract void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true);

    /// <summary>A new id that is the same in every replay.</summary>
    public abstract Guid NewGuid();

    /// <summary>A logger that is silent while the code replays, so that each line is written once.</summary>
    public virtual ILogger CreateReplaySafeLogger(string categoryName) => new ReplaySafeLogger(this, LoggerFactory.CreateLogger(categoryName));

    /// <summary>A replay-safe logger named after a type.</summary>
    public virtual ILogger CreateReplaySafeLogger(Type type) => new ReplaySafeLogger(this, LoggerFactory.CreateLogger(type));

    /// <summary>A replay-safe logger named after a type.</summary>
    public virtual ILogger CreateReplaySafeLogger<T>() => CreateReplaySafeLogger(typeof(T));
}
