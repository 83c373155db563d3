using System.Text;

namespace Autocura.LanguageModels;

/// <summary>Where questions are asked: what was answered a moment ago is remembered, few are asked at a time, and all of it ends when its time is over.</summary>
public sealed class LanguageModelDesk(ModelClient client, ModelInstruments instruments, LanguageModelOptions options, NetworkClock network) : IDisposable
{
    private const int AtATime = 2;

    private readonly SemaphoreSlim places = new(AtATime);
    private readonly AnswerCache cache = new();
    private readonly Lock gate = new();
    private (ModelAddress? Address, ModelCircuit? Circuit) way;

    public ModelInstruments Instruments => instruments;

    public LanguageModelOptions Options => options;

    /// <summary>What was answered to the same question a moment ago; null when nobody has asked it.</summary>
    public ModelReply? Remembered(ModelAddress address, ModelQuestion question) => cache.Find(question.Hash(address));

    /// <summary>Does something within its time, by the clock of the network; null: time was over.</summary>
    public async Task<T?> WithinAsync<T>(TimeSpan within, Func<DateTimeOffset, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
        where T : class
    {
        using var late = new CancellationTokenSource(within, network.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return await work(network.Time.GetUtcNow() + within, either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Asks.</summary>
    /// <exception cref="OperationCanceledException">Time was over.</exception>
    public async Task<ModelReply> AskAsync(ModelAddress address, string key, ModelQuestion question, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken);
        var began = network.Time.GetTimestamp();
        var circuit = WayTo(address);
        var reply = new ModelReply("TimedOut", "") { Circuit = circuit.State };
        try
        {
            var body = BinaryData.FromBytes(Encoding.UTF8.GetBytes(question.Body(address, options.MostAnswerTokens).ToJsonString()));
            reply = await circuit.AskAsync(token => client.AskAsync(address, key, body, token), until, cancellationToken);
            if (reply.WasHeard) cache.Keep(question.Hash(address), reply);
            return reply;
        }
        finally
        {
            places.Release();
            instruments.Asked(address, reply with { Circuit = circuit.State }, network.Time.GetElapsedTime(began));
        }
    }

    public void Dispose() => places.Dispose();

    /// <summary>How the way to a model stands.</summary>
    public string StateOf(ModelAddress address) => WayTo(address).State;

    // There is one model at a time; with another one nothing is known of its way.
    private ModelCircuit WayTo(ModelAddress address)
    {
        lock (gate)
        {
            if (way.Circuit is null || way.Address != address)
            {
                way = (address, new ModelCircuit(options, network.Time));
            }

            return way.Circuit!;
        }
    }
}

/// <summary>The clock that connections run by: the machine's, also where all else runs by a simulated one.</summary>
public sealed record NetworkClock(TimeProvider Time);
