using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Planning;

namespace Autocura.Remediation.Actions;

/// <summary>
/// Sets the number of replicas. Parameter <c>replicas</c>: 1 or more; scaling to zero is never a cure. The workload's annotation
/// <c>autocura.io/max-replicas</c> is an upper bound.
/// </summary>
public sealed class ScaleWorkload(ObjectEdit edit) : IRemediationAction
{
    private const string MaxReplicas = "autocura.io/max-replicas";

    public ActionProfile Profile { get; } = new()
    {
        Name = ActionNames.ScaleWorkload,
        Summary = "Set the number of replicas",
        Suits = [Cause.ScaledToZero, Cause.TrafficSurge, Cause.AutoscalerWithoutMetrics],
        Risk = 0.05,
        Reversible = true,
        SettleTime = TimeSpan.FromSeconds(30),
        BlastRadius = BlastRadius.Workload,
    };

    public Task<PreparedStep> PrepareAsync(PlanStep step, string key, CancellationToken cancellationToken) =>
        edit.PrepareAsync(step, key, workload => Scale(workload, step), cancellationToken);

    public Task<ActionReceipt> ApplyAsync(PreparedStep step, CancellationToken cancellationToken) => edit.ApplyAsync(step, cancellationToken);

    public Task<ActionReceipt> RevertAsync(ActionReceipt receipt, CancellationToken cancellationToken) => edit.RevertAsync(receipt, cancellationToken);

    private static string? Scale(JsonObject workload, PlanStep step)
    {
        if (step.Target.Kind == "DaemonSet")
        {
            return "A DaemonSet has no replicas to set: it runs one pod on each node.";
        }

        var asked = step.Parameters.GetValueOrDefault("replicas");
        if (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var replicas) || replicas < 1)
        {
            return $"Parameter 'replicas' must be a whole number of 1 or more; it is '{asked ?? "missing"}'.";
        }

        var bound = workload["metadata"]?["annotations"]?[MaxReplicas]?.GetValue<string>();
        if (bound is not null && (!int.TryParse(bound, NumberStyles.None, CultureInfo.InvariantCulture, out var most) || replicas > most))
        {
            return $"{replicas} replicas are not allowed: the annotation {MaxReplicas} says '{bound}'.";
        }

        workload["spec"]!["replicas"] = replicas;
        return null;
    }
}
