using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Planning;

namespace Autocura.Remediation.Actions;

/// <summary>Replaces the pods one after another, as <c>kubectl rollout restart</c> does, by the time in a pod template annotation. No parameters.</summary>
public sealed class RestartWorkload(ObjectEdit edit, TimeProvider time) : IRemediationAction
{
    private const string RestartedAt = "kubectl.kubernetes.io/restartedAt";

    public ActionProfile Profile { get; } = new()
    {
        Name = ActionNames.RestartWorkload,
        Summary = "Replace the pods one after another",
        Suits = [Cause.CrashAfterRelease, Cause.OutOfMemory, Cause.MemoryLeak, Cause.ConnectionPoolExhausted],
        Risk = 0.15,
        Reversible = true,
        SettleTime = TimeSpan.FromSeconds(60),
        BlastRadius = BlastRadius.Workload,
    };

    public Task<PreparedStep> PrepareAsync(PlanStep step, string key, CancellationToken cancellationToken) =>
        edit.PrepareAsync(step, key, Restart, cancellationToken);

    public Task<ActionReceipt> ApplyAsync(PreparedStep step, CancellationToken cancellationToken) => edit.ApplyAsync(step, cancellationToken);

    public Task<ActionReceipt> RevertAsync(ActionReceipt receipt, CancellationToken cancellationToken) => edit.RevertAsync(receipt, cancellationToken);

    private string? Restart(JsonObject workload)
    {
        if (workload["spec"]?["paused"]?.GetValue<bool>() == true)
        {
            return "The rollout is paused: a restart would not take effect until somebody resumes it.";
        }

        if (workload["spec"]?["template"] is not JsonObject template)
        {
            return "The object has no pod template.";
        }

        var metadata = template["metadata"] as JsonObject ?? [];
        var annotations = metadata["annotations"] as JsonObject ?? [];
        annotations[RestartedAt] = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        metadata["annotations"] ??= annotations;
        template["metadata"] ??= metadata;
        return null;
    }
}
