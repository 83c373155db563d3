using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis;
using Autocura.Planning;

namespace Autocura.Remediation.Actions;

/// <summary>
/// Sets what a container asks for and may use. Parameters <c>container</c> and at least one of <c>memoryLimit</c>, <c>memoryRequest</c>, <c>cpuLimit</c> and
/// <c>cpuRequest</c> (Kubernetes quantities: 256Mi, 500m). What is not named stays, so pods whose limits are raised still fit where they fitted.
/// </summary>
public sealed partial class AdjustResources(ObjectEdit edit) : EditAction(edit)
{
    private static readonly Amount[] Amounts =
    [
        new(ActionParameters.MemoryLimit, "limits", "memory"), new(ActionParameters.MemoryRequest, "requests", "memory"),
        new(ActionParameters.CpuLimit, "limits", "cpu"), new(ActionParameters.CpuRequest, "requests", "cpu"),
    ];

    public override ActionProfile Profile { get; } = new()
    {
        Name = ActionNames.AdjustResources,
        Summary = "Set a container's requests and limits",
        Suits = [Cause.OutOfMemory, Cause.CpuThrottling],
        Risk = 0.1,
        Reversible = true,
        SettleTime = TimeSpan.FromSeconds(60),
        BlastRadius = BlastRadius.Workload,
        Verbs = Remediation.Verbs.Edit(Remediation.Verbs.Workloads),
        Pods = PodEffect.ReplacesAll,
    };

    protected override string? Change(JsonObject target, PlanStep step)
    {
        var asked = Amounts.Where(amount => step.Parameters.ContainsKey(amount.Parameter)).ToList();
        if (asked.Count == 0)
        {
            return $"There is no amount to set: name one of {string.Join(", ", Amounts.Select(amount => amount.Parameter))}.";
        }

        if (asked.Find(amount => !Quantity().IsMatch(step.Parameters[amount.Parameter])) is { } wrong)
        {
            return $"Parameter '{wrong.Parameter}' must be a quantity such as {(wrong.Resource == "cpu" ? "500m" : "256Mi")}; it is '{step.Parameters[wrong.Parameter]}'.";
        }

        var name = step.Parameters.GetValueOrDefault(ActionParameters.Container);
        var containers = target.Items("spec", "template", "spec", "containers").ToList();
        if (containers.Find(container => container.Text("name") == name) is not { } found)
        {
            return $"There is no container '{name}'; there are {string.Join(", ", containers.Select(container => container.Text("name")))}.";
        }

        foreach (var amount in asked)
        {
            Within(Within(found, "resources"), amount.Side)[amount.Resource] = step.Parameters[amount.Parameter];
        }

        return null;
    }

    private static JsonObject Within(JsonObject parent, string field)
    {
        var inner = parent[field] as JsonObject ?? [];
        parent[field] ??= inner;
        return inner;
    }

    [GeneratedRegex(@"^[1-9][0-9]*(\.[0-9]+)?([KMGTPE]i|[kMGTPEm])?$", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Quantity();

    private sealed record Amount(string Parameter, string Side, string Resource);
}
