using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>How long a call is repeated. An activity throws only for what may come right by itself; a refusal is a result and is not repeated.</summary>
internal static class RetryPolicies
{
    /// <summary>Reads: an API server that restarts is back within a minute or two. 1 s, 2 s, 4 s ... at most 15 s apart, 12 tries: about two minutes.</summary>
    public static readonly TaskOptions Reads = Of(tries: 12, firstSeconds: 1, mostSeconds: 15);

    /// <summary>Writes: safe to repeat because they carry a key; worth more patience, since a half-done plan is the worst outcome. About ten minutes.</summary>
    public static readonly TaskOptions Writes = Of(tries: 25, firstSeconds: 1, mostSeconds: 30);

    /// <summary>The record: it is written again at the next phase, so an incident never waits long for it. About ten seconds.</summary>
    public static readonly TaskOptions Records = Of(tries: 4, firstSeconds: 1, mostSeconds: 5);

    private static TaskOptions Of(int tries, int firstSeconds, int mostSeconds) => TaskOptions.FromRetryPolicy(new RetryPolicy(
        tries, TimeSpan.FromSeconds(firstSeconds), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromSeconds(mostSeconds)));
}
