using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Durable.Storage;

/// <summary>
/// Whether the store does its work. It is told of each refusal and each success, and says so in the log: at the first, once a minute while
/// it lasts, and at the end, however many are refused in between.
/// </summary>
internal sealed partial class StoreCondition(TimeProvider time, ILogger log)
{
    private static readonly TimeSpan SayAgainAfter = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private StoreProblem? problem;
    private (string? Cause, DateTimeOffset At) said;
    private bool isSaid;
    private int refused;

    /// <summary>Null while all is well.</summary>
    public StoreProblem? Problem => Volatile.Read(ref problem);

    public void Refused(DurableStoreException reason)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            problem ??= new StoreProblem(reason, now);
            refused++;
            if (said.Cause == reason.Cause && (now - said.At).Duration() < SayAgainAfter) return;
            LogRefused(reason, refused, problem.Since);
            said = (reason.Cause, now);
            isSaid = true;
        }
    }

    /// <summary>A write has reached the disk. A damaged file stays damaged.</summary>
    public void Worked()
    {
        if (Problem is null or { Reason.IsLasting: true }) return;
        lock (gate)
        {
            if (problem is null) return;
            if (isSaid) LogWorks(refused, problem.Since);
            problem = null;
            isSaid = false;
            refused = 0;
        }
    }

    [LoggerMessage(40, LogLevel.Error, "The durable store refuses: {Refused} requests since {Since:O}")]
    private partial void LogRefused(Exception reason, int refused, DateTimeOffset since);

    [LoggerMessage(41, LogLevel.Warning, "The durable store saves again; {Refused} requests were refused since {Since:O}")]
    private partial void LogWorks(int refused, DateTimeOffset since);
}

/// <summary>What is wrong with the store, and since when.</summary>
internal sealed record StoreProblem(DurableStoreException Reason, DateTimeOffset Since);
