using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Autocura.Cluster;

/// <summary>
/// One API server, considerately: a bounded number of requests at a time and a second, repeats of what is safe to repeat, and a circuit that lets a server
/// which does not answer alone for a while. Every cluster has its own, so that none waits for another.
/// </summary>
internal sealed class ApiClient : IDisposable
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(15);

    /// <summary>Silences before the circuit opens: more than one caller's attempts, or the shortest restart would close the way for all.</summary>
    private const int Silences = 5;

    private readonly ClusterOptions options;
    private readonly ClusterWire wire;
    private readonly ApiChannel channel;
    private readonly SemaphoreSlim slots;
    private readonly RequestRate rate;
    private readonly ResiliencePipeline repeats;
    private readonly ResiliencePipeline circuit;
    private string lastFailure = "nothing was heard from it";

    public ApiClient(ClusterOptions options, ClusterWire wire)
    {
        this.options = options;
        this.wire = wire;
        channel = new ApiChannel(options, wire.Time);
        slots = new SemaphoreSlim(options.Concurrency);
        rate = new RequestRate(options.RequestsPerSecond, wire.Time);
        repeats = Repeats();
        circuit = Circuit();
    }

    public string ClusterName => options.Name;

    public TimeSpan? Skew => channel.Skew;

    /// <summary>The whole answer as UTF-8.</summary>
    /// <exception cref="ClusterException">It was refused, or no answer came, and trying again did not help or was not safe.</exception>
    public async Task<byte[]> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await repeats.ExecuteAsync(async token => await OnceAsync(request, token), cancellationToken);
        }
        catch (BrokenCircuitException)
        {
            throw new ClusterException(
                $"{request}: cluster {ClusterName} has not answered and is left alone for {Break.TotalSeconds:0} s; the last was: {lastFailure}", "Unreachable", null);
        }
        catch (TimeoutRejectedException)
        {
            throw new ClusterException(
                $"{request}: cluster {ClusterName} did not carry it out within {options.Patience.TotalSeconds:0.###} s (Patience); the last was: {lastFailure}", "Unreachable", null);
        }
    }

    public void Dispose()
    {
        channel.Dispose();
        slots.Dispose();
    }

    private async ValueTask<byte[]> OnceAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken);
        try
        {
            await rate.WaitAsync(cancellationToken);
            return await circuit.ExecuteAsync(async token => await channel.SendAsync(request, token), cancellationToken);
        }
        catch (ClusterException failure)
        {
            lastFailure = failure.Message;
            throw;
        }
        finally
        {
            slots.Release();
        }
    }

    private ResiliencePipeline Repeats()
    {
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = wire.Time }.AddTimeout(options.Patience);
        if (options.Attempts > 1)
        {
            pipeline.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.Attempts - 1,
                ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception is ClusterException { MayRepeat: true } failure && !(failure.RetryAfter > options.Patience)),
                DelayGenerator = attempt => ValueTask.FromResult<TimeSpan?>(Wait(attempt.AttemptNumber, (attempt.Outcome.Exception as ClusterException)?.RetryAfter)),
                OnRetry = attempt =>
                {
                    wire.Log.LogInformation("Cluster {Cluster}: to be repeated after {Wait}: {Failure}", ClusterName, attempt.RetryDelay, attempt.Outcome.Exception!.Message);
                    return default;
                },
            });
        }

        return pipeline.Build();
    }

    private ResiliencePipeline Circuit() => new ResiliencePipelineBuilder { TimeProvider = wire.Time }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            // A refusal is an answer; only silence counts, and a caller that lost patience heard nothing either.
            ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception is ClusterException { Status: null } or OperationCanceledException),
            FailureRatio = 0.5,
            MinimumThroughput = Silences,
            SamplingDuration = (Silences + 1) * options.Timeout,
            BreakDuration = Break,
            OnOpened = _ =>
            {
                wire.Log.LogWarning("Cluster {Cluster} does not answer: it is left alone for {Break}, then asked once", ClusterName, Break);
                return default;
            },
            OnClosed = _ =>
            {
                wire.Log.LogInformation("Cluster {Cluster} answers again", ClusterName);
                return default;
            },
        })
        .Build();

    /// <summary>
    /// What the server asks for, and a little more so that not all come back at once; else any time up to a bound that doubles, which spreads
    /// callers best.
    /// </summary>
    private TimeSpan Wait(int attempt, TimeSpan? asked) => asked is { } atLeast
        ? atLeast + (wire.Chance() * FirstWait)
        : wire.Chance() * TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, FirstWait.Ticks << Math.Min(attempt, 20)));
}
