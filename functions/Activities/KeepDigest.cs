using Autocura.Guardrails.Notices;
using Autocura.Orchestrations;
using Autocura.Reports;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Activities;

/// <summary>Makes the digest of a week and keeps it in the home cluster; done again, it replaces that of its week.</summary>
public sealed class KeepDigest(DigestDesk digests)
{
    [Function(FunctionNames.KeepDigest)]
    public Task<WeekDigest> RunAsync([ActivityTrigger] DigestOrder order, CancellationToken cancellationToken) => digests.KeepWeekAsync(order, cancellationToken);
}
