using Polly;
using Polly.CircuitBreaker;

namespace Autocura.LanguageModels;

/// <summary>
/// The way to one model: when half of at least so many questions have failed it is closed for a while, then tried once; and a server that says how long it wants to be left alone is left alone. One repeat is made where it
/// fits into the time that is left.
/// </summary>
internal sealed class ModelCircuit
{
    private static readonly TimeSpan BeforeRepeat = TimeSpan.FromMilliseconds(250);

    private readonly CircuitBreakerStateProvider state = new();
    private readonly ResiliencePipeline<ModelReply> pipeline;
    private readonly LanguageModelOptions options;
    private readonly TimeProvider network;
    private readonly Lock gate = new();
    private DateTimeOffset heldUntil;

    public ModelCircuit(LanguageModelOptions options, TimeProvider network)
    {
        this.options = options;
        this.network = network;
        pipeline = new ResiliencePipelineBuilder<ModelReply> { TimeProvider = network }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<ModelReply>
            {
                // A model that says nonsense was heard; silence, overload and a server that speaks something else count.
                ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Result is { WasHeard: false } || attempt.Outcome.Exception is OperationCanceledException),
                FailureRatio = 0.5,
                MinimumThroughput = options.BreakerFailures,
                SamplingDuration = options.BreakerPause > TimeSpan.FromMinutes(10) ? options.BreakerPause : TimeSpan.FromMinutes(10),
                BreakDuration = options.BreakerPause,
                StateProvider = state,
            })
            .Build();
    }

    public string State => $"{state.CircuitState}";

    /// <summary>Asks, and asks once more where that may help.</summary>
    /// <param name="ask">One question.</param>
    /// <param name="until">When nobody waits for it any more, by the clock of the network.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public async Task<ModelReply> AskAsync(Func<CancellationToken, Task<ModelReply>> ask, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var reply = await OnceAsync(ask, cancellationToken);
        var wait = reply.RetryAfter is { } asked && asked > BeforeRepeat ? asked : BeforeRepeat;
        // Half of what is left must be left for the answer.
        if (reply.MayRepeat && network.GetUtcNow() + wait + wait < until)
        {
            await Task.Delay(wait, network, cancellationToken);
            reply = await OnceAsync(ask, cancellationToken);
        }

        Hold(reply);
        return reply with { Circuit = State };
    }

    private async Task<ModelReply> OnceAsync(Func<CancellationToken, Task<ModelReply>> ask, CancellationToken cancellationToken)
    {
        if (Held() is { } held)
        {
            return held;
        }

        try
        {
            return await pipeline.ExecuteAsync(async token => await ask(token), cancellationToken);
        }
        catch (BrokenCircuitException)
        {
            return new ModelReply("CircuitOpen", $"The model has failed again and again and is left alone for {options.BreakerPause} (Autocura:LanguageModel:BreakerPause).") { IsFree = true };
        }
    }

    private ModelReply? Held()
    {
        lock (gate)
        {
            var left = heldUntil - network.GetUtcNow();
            return left > TimeSpan.Zero ? new ModelReply("TooManyRequests", $"The server wants to be left alone for {left.TotalSeconds:0} s more.") { IsFree = true } : null;
        }
    }

    private void Hold(ModelReply reply)
    {
        if (reply.RetryAfter is not { } wait)
        {
            return;
        }

        lock (gate)
        {
            // However long it asks for: a word of a server is no ban for ever.
            heldUntil = network.GetUtcNow() + (wait < TimeSpan.FromHours(1) ? wait : TimeSpan.FromHours(1));
        }
    }
}
