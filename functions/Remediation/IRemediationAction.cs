using Autocura.Planning;

namespace Autocura.Remediation;

/// <summary>
/// One thing the system can do to the cluster. Preparing reads, works out the change, tries it with a server-side dry run and writes nothing;
/// applying carries the key and preconditions, so applying twice changes once; reverting restores the state before, or refuses with a reason.
/// Transient failures of the API are thrown and retried by the orchestration; everything else is a result.
/// </summary>
public interface IRemediationAction
{
    ActionProfile Profile { get; }

    Task<PreparedStep> PrepareAsync(PlanStep step, string key, CancellationToken cancellationToken);

    Task<ActionReceipt> ApplyAsync(PreparedStep step, CancellationToken cancellationToken);

    Task<ActionReceipt> RevertAsync(ActionReceipt receipt, CancellationToken cancellationToken);
}
