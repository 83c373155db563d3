using Autocura.Orchestrations;
using Autocura.Reports;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Triggers;

/// <summary>Keeps every Monday what the week before was like. A run that fails is told by the runtime, and the digest can be asked for at any time.</summary>
public sealed class WeeklyDigest(DigestDesk digests, TimeProvider time)
{
    [Function(FunctionNames.WeeklyDigest)]
    public Task RunAsync([TimerTrigger("0 0 6 * * 1")] TimerInfo timer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timer);
        return digests.KeepWeekAsync(time.GetUtcNow(), cancellationToken);
    }
}
