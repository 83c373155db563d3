using Autocura.Embedded.Cluster.Authorization;
using Autocura.Embedded.Cluster.Routes;
using Microsoft.AspNetCore.Http;

namespace Autocura.Embedded.Cluster.Faults;

/// <summary>The moment that a request's reads are answered from, where it is not the present.</summary>
internal sealed record StaleRead(StoreState State);

/// <summary>A rule in force and how many requests it has struck.</summary>
public sealed record FaultTally(FaultRule Rule, int Struck);

/// <summary>
/// Makes the API server fail on demand, in front of everything it does. Set rules replace those before; without any, a request only
/// passes one comparison. What the rules themselves are set by is never struck.
/// </summary>
public sealed class FaultInjector
{
    /// <summary>Where people set rules over HTTP.</summary>
    public const string Path = "/simulation/faults";

    private readonly ObjectStore store;
    private readonly TimeProvider time;
    private volatile ArmedFault[]? armed;

    internal FaultInjector(ObjectStore store, TimeProvider time)
    {
        this.store = store;
        this.time = time;
    }

    /// <summary>The rules in force, in order.</summary>
    public IReadOnlyList<FaultTally> Tally => [.. (armed ?? []).Select(fault => new FaultTally(fault.Rule, fault.Struck))];

    /// <summary>Puts these rules in force. The seed decides what a probability below one strikes.</summary>
    public void Set(IReadOnlyList<FaultRule> rules, int seed = 0)
    {
        if (rules.Select(rule => rule.Mistake).FirstOrDefault(mistake => mistake is not null) is { } wrong)
        {
            throw new ArgumentException(wrong, nameof(rules));
        }

        var now = time.GetUtcNow();
        armed = rules.Count == 0 ? null : [.. rules.Select((rule, index) => new ArmedFault(rule, seed + index, now, store.State))];
    }

    /// <summary>Ends every fault.</summary>
    public void Clear() => armed = null;

    internal Task InvokeAsync(HttpContext http, RequestDelegate next) =>
        armed is { } faults && http.Request.Path != Path ? StrikeAsync(faults, http, next) : next(http);

    private async Task StrikeAsync(ArmedFault[] faults, HttpContext http, RequestDelegate next)
    {
        var asked = AccessAttributes.Of(http.Request);
        var userAgent = http.Request.Headers.UserAgent.ToString();
        var now = time.GetUtcNow();
        foreach (var fault in faults.Where(fault => fault.Strikes(asked, userAgent, now)))
        {
            next = Around(fault, asked, next);
        }

        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has left while it was kept waiting.
        }
    }

    private RequestDelegate Around(ArmedFault fault, AccessAttributes asked, RequestDelegate next) => fault.Rule.Kind switch
    {
        FaultKind.Latency => http => DelayAsync(fault.Rule, http, next),
        FaultKind.StaleRead => http => ReadStaleAsync(fault, http, next),
        FaultKind.WatchEnd => http => EndAsync(fault.Rule, http, next),
        FaultKind.SlowBody => http => SlowAsync(fault.Rule, http, next),
        _ => http => RefuseAsync(fault.Rule, asked, http, next),
    };

    private async Task DelayAsync(FaultRule rule, HttpContext http, RequestDelegate next)
    {
        await Task.Delay(rule.Delay, time, http.RequestAborted);
        await next(http);
    }

    private static Task ReadStaleAsync(ArmedFault fault, HttpContext http, RequestDelegate next)
    {
        http.Features.Set(new StaleRead(fault.Seen));
        return next(http);
    }

    private async Task EndAsync(FaultRule rule, HttpContext http, RequestDelegate next)
    {
        using var ends = new CancellationTokenSource(rule.Delay, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ends.Token, http.RequestAborted);
        http.RequestAborted = either.Token;
        await next(http);
    }

    private async Task SlowAsync(FaultRule rule, HttpContext http, RequestDelegate next)
    {
        var body = http.Response.Body;
        await using var slow = new SlowStream(body, rule.BytesPerSecond, time);
        http.Response.Body = slow;
        await next(http);
        http.Response.Body = body;
    }

    private static async Task RefuseAsync(FaultRule rule, AccessAttributes asked, HttpContext http, RequestDelegate next)
    {
        if (rule.AfterEffect)
        {
            var body = http.Response.Body;
            http.Response.Body = Stream.Null;
            await next(http);
            http.Response.Body = body;
            http.Response.Clear();
        }

        if (rule.Kind == FaultKind.Reset)
        {
            http.Abort();
            return;
        }

        await Answer.WriteAsync(http, FaultAnswer.For(rule, asked));
    }
}
