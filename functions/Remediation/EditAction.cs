using System.Text.Json.Nodes;
using Autocura.Planning;

namespace Autocura.Remediation;

/// <summary>An action that changes fields of one object and nothing else: what it adds to <see cref="ObjectEdit"/> is which fields, or why not.</summary>
public abstract class EditAction(ObjectEdit edit) : IRemediationAction
{
    public abstract ActionProfile Profile { get; }

    public virtual Task<PreparedStep> PrepareAsync(PlanStep step, string key, CancellationToken cancellationToken) =>
        edit.PrepareAsync(step, key, target => Change(target, step), cancellationToken);

    public Task<ActionReceipt> ApplyAsync(PreparedStep step, CancellationToken cancellationToken) => edit.ApplyAsync(step, cancellationToken);

    public virtual Task<ActionReceipt> RevertAsync(ActionReceipt receipt, CancellationToken cancellationToken) => edit.RevertAsync(receipt, cancellationToken);

    /// <summary>Changes the copy of the object it gets, or says why not.</summary>
    protected abstract string? Change(JsonObject target, PlanStep step);
}
