using Autocura.Incidents;
using Autocura.Planning;
using Autocura.Remediation.GitOps;

namespace Autocura.Remediation;

/// <summary>Adds to a plan what belongs to it: restarts of who reads what it changes, and the way past a tool that would take it back.</summary>
public sealed class PlanCompletion(ReaderRestarts readers, GitOpsRoute gitOps)
{
    public async Task<RemediationPlan> CompleteAsync(RemediationPlan plan, IReadOnlyDictionary<string, ActionProfile> profiles, ReviewSettings settings, CancellationToken cancellationToken) =>
        await gitOps.CompleteAsync(await readers.CompleteAsync(plan, profiles, cancellationToken), profiles, settings, cancellationToken);
}
