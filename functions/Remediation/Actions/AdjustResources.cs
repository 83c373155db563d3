using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Autocura.Diagnosis;
using Autocura.Planning;

namespace Autocura.Remediation.Actions;

/// <summary>
/// Sets a container's memory limit. Parameters <c>container</c> and <c>memoryLimit</c> (a Kubernetes quantity such as 256Mi). The request stays,
/// so the pods still fit where they fitted.
/// </summary>
public sealed partial class AdjustResources(ObjectEdit edit) : IRemediationAction
{
    public ActionProfile Profile { get; } = new()
    {
        Name = ActionNames.AdjustResources,
        Summary = "Set a container's memory limit",
        Suits = [Cause.OutOfMemory],
        Risk = 0.1,
        Reversible = true,
        SettleTime = TimeSpan.FromSeconds(60),
        BlastRadius = BlastRadius.Workload,
    };

    public Task<PreparedStep> PrepareAsync(PlanStep step, string key, CancellationToken cancellationToken) =>
        edit.PrepareAsync(step, key, workload => Adjust(workload, step), cancellationToken);

    public Task<ActionReceipt> ApplyAsync(PreparedStep step, CancellationToken cancellationToken) => edit.ApplyAsync(step, cancellationToken);

    public Task<ActionReceipt> RevertAsync(ActionReceipt receipt, CancellationToken cancellationToken) => edit.RevertAsync(receipt, cancellationToken);

    private static string? Adjust(JsonObject workload, PlanStep step)
    {
        var name = step.Parameters.GetValueOrDefault("container");
        var limit = step.Parameters.GetValueOrDefault("memoryLimit");
        if (limit is null || !Quantity().IsMatch(limit))
        {
            return $"Parameter 'memoryLimit' must be a quantity such as 256Mi; it is '{limit ?? "missing"}'.";
        }

        var containers = workload["spec"]?["template"]?["spec"]?["containers"] as JsonArray ?? [];
        if (containers.OfType<JsonObject>().FirstOrDefault(container => container["name"]?.GetValue<string>() == name) is not { } found)
        {
            return $"There is no container '{name}'; there are {string.Join(", ", containers.Select(container => container?["name"]))}.";
        }

        var resources = found["resources"] as JsonObject ?? [];
        var limits = resources["limits"] as JsonObject ?? [];
        limits["memory"] = limit;
        resources["limits"] ??= limits;
        found["resources"] ??= resources;
        return null;
    }

    [GeneratedRegex(@"^[1-9][0-9]*(\.[0-9]+)?([KMGTPE]i|[kMGTPE])?$", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Quantity();
}
