using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis;
using Autocura.Planning;

namespace Autocura.Remediation.Actions;

/// <summary>
/// Leads a Service to its pods again. Parameters <c>port</c> (the Service's own port number) with <c>targetPort</c> (number or name), or <c>selector</c>: labels to
/// select by, written as kubectl takes them: "app=cart,tier=web,track-" sets two and drops one; what it does not name stays.
/// </summary>
public sealed class RepairService(ObjectEdit edit) : EditAction(edit)
{
    public override ActionProfile Profile { get; } = new()
    {
        Name = ActionNames.RepairService,
        Summary = "Lead a Service to its pods again, by port or by selector",
        Suits = [Cause.ServicePortMismatch, Cause.ServiceSelectorMismatch],
        Risk = 0.05,
        Reversible = true,
        SettleTime = TimeSpan.FromSeconds(10),
        BlastRadius = BlastRadius.Workload,
        Verbs = Remediation.Verbs.Edit(Kinds.Service),
    };

    protected override string? Change(JsonObject target, PlanStep step) => step.Parameters.GetValueOrDefault(ActionParameters.Selector) is { Length: > 0 } selector
        ? Select(target, selector)
        : Point(target, step);

    private static string? Point(JsonObject service, PlanStep step)
    {
        var port = step.Parameters.GetValueOrDefault(ActionParameters.Port);
        var targetPort = step.Parameters.GetValueOrDefault(ActionParameters.TargetPort);
        if (string.IsNullOrEmpty(targetPort))
        {
            return "Parameter 'targetPort' is missing: name the container port.";
        }

        var ports = service["spec"]?["ports"] as JsonArray ?? [];
        if (ports.OfType<JsonObject>().FirstOrDefault(entry => entry["port"]?.ToJsonString() == port) is not { } found)
        {
            return $"The Service has no port {port ?? "(parameter 'port' is missing)"}; it has {string.Join(", ", ports.Select(entry => entry?["port"]))}.";
        }

        found["targetPort"] = int.TryParse(targetPort, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : targetPort;
        return null;
    }

    private static string? Select(JsonObject service, string wanted)
    {
        if (service.At("spec", "selector") is not JsonObject selector)
        {
            return "The Service has no selector: its endpoints are kept by somebody else.";
        }

        foreach (var term in wanted.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (term.Split('=') is [{ Length: > 0 } name, var value])
            {
                selector[name] = value;
            }
            else if (term is [.. { Length: > 0 } dropped, '-'])
            {
                selector.Remove(dropped);
            }
            else
            {
                return $"Parameter 'selector' must be labels such as app=cart or track-; it has '{term}'.";
            }
        }

        return selector.Count > 0 ? null : "A Service that selects by nothing leads nowhere.";
    }
}
