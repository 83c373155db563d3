using Autocura.Ledger.GitOps;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Autocura.Triggers;

/// <summary>Gives GitOps tools back what was suspended for an incident, every minute, where it is time.</summary>
public sealed class SuspensionTimer(SuspensionKeeper keeper, ILogger<SuspensionTimer> logger)
{
    [Function(FunctionNames.LiftSuspensions)]
    public async Task RunAsync([TimerTrigger("30 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timer);
        foreach (var line in await keeper.LiftAsync(cancellationToken))
        {
            logger.LogInformation("{Told}", line);
        }
    }
}
