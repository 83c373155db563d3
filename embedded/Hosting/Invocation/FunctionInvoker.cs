using Autocura.Embedded.Hosting.Settings;
using Autocura.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Hosting.Invocation;

/// <summary>
/// Runs functions: a scope of services for each invocation, the app's middleware around it, the time limit of host.json, and a
/// line in the log at both ends.
/// </summary>
internal sealed partial class FunctionInvoker(
    FunctionPipeline pipeline, IServiceScopeFactory scopes, HostFile host, TimeProvider time, ILogger<FunctionInvoker> log)
{

    public async Task<object?> InvokeAsync(FunctionDescriptor function, Invocation invocation, CancellationToken cancellationToken)
    {
        // An orchestrator is replayed rather than run: it gets no clock of ours, and its every episode would fill the log.
        if (function.IsOrchestrator) return (await RunAsync(function, invocation, cancellationToken)).Result;
        using var trail = IncidentTrail.IncidentOf(invocation.BindingData) is { } incident ? IncidentTrail.Begin(log, incident) : null;
        using var limit = new CancellationTokenSource(host.FunctionTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var started = time.GetTimestamp();
        LogExecuting(function.Name, invocation.Reason);
        try
        {
            var context = await RunWithinAsync(limit, function, invocation, either.Token);
            LogExecuted(function.Name, context.InvocationId, time.GetElapsedTime(started).TotalMilliseconds);
            return context.Result;
        }
        catch (OperationCanceledException error) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            LogFailed(error, function.Name, time.GetElapsedTime(started).TotalMilliseconds);
            throw new TimeoutException(
                $"Function '{function.Name}' was cancelled after functionTimeout ({host.FunctionTimeout:c} in host.json): make it faster, or allow it more time.", error);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogFailed(error, function.Name, time.GetElapsedTime(started).TotalMilliseconds);
            throw;
        }
    }

    /// <summary>
    /// A function that does not heed its cancellation, or blocks its thread, is left behind when its time is up. Not so an HTTP function, which
    /// holds its response: it would write into somebody else's.
    /// </summary>
    private Task<EmbeddedFunctionContext> RunWithinAsync(
        CancellationTokenSource limit, FunctionDescriptor function, Invocation invocation, CancellationToken cancellationToken)
    {
        if (invocation.Http is not null) return RunAsync(function, invocation, cancellationToken);
        var run = Task.Run(() => RunAsync(function, invocation, cancellationToken), CancellationToken.None);
        limit.Token.Register(() => _ = NoteLateEndAsync(run, function.Name));
        return run.WaitAsync(limit.Token);
    }

    private async Task NoteLateEndAsync(Task run, string function)
    {
        await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!run.IsCanceled) LogLate(run.Exception?.InnerException, function);
    }

    private async Task<EmbeddedFunctionContext> RunAsync(FunctionDescriptor function, Invocation invocation, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = new EmbeddedFunctionContext(pipeline.BodyOf(function), invocation, scope.ServiceProvider, cancellationToken);
        await pipeline.RunAsync(context);
        if (invocation.Completion is not null) await invocation.Completion(context.Result);
        return context;
    }

    [LoggerMessage(1, LogLevel.Information, "Executing '{Function}' (Reason='{Reason}')")]
    private partial void LogExecuting(string function, string reason);

    [LoggerMessage(2, LogLevel.Information, "Executed '{Function}' (Succeeded, Id={InvocationId}, Duration={Milliseconds:0}ms)")]
    private partial void LogExecuted(string function, string invocationId, double milliseconds);

    [LoggerMessage(3, LogLevel.Error, "Executed '{Function}' (Failed, Duration={Milliseconds:0}ms)")]
    private partial void LogFailed(Exception error, string function, double milliseconds);

    [LoggerMessage(4, LogLevel.Warning, "Function '{Function}' ended after its time was up; what it returned or threw is not used")]
    private partial void LogLate(Exception? error, string function);
}
