using Autocura.KnownGood;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Triggers;

/// <summary>Keeps what is good, every minute.</summary>
public sealed class KnownGoodTimer(KnownGoodCapture capture)
{
    [Function(FunctionNames.KnownGoodCapture)]
    public Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timer);
        return capture.RunAsync(cancellationToken);
    }
}
