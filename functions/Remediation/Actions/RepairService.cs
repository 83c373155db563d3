using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Planning;

namespace Autocura.Remediation.Actions;

/// <summary>
/// Points a Service's port at a container port. Parameters <c>port</c> (the Service's own port number) and <c>targetPort</c> (number or name).
/// </summary>
public sealed class RepairService(ObjectEdit edit) : IRemediationAction
{
    public ActionProfile Profile { get; } = new()
    {
        Name = ActionNames.RepairService,
        Summary = "Point a Service's port at a container port",
        Suits = [Cause.ServicePortMismatch],
        Risk = 0.05,
        Reversible = true,
        SettleTime = TimeSpan.FromSeconds(10),
        BlastRadius = BlastRadius.Workload,
    };

    public Task<PreparedStep> PrepareAsync(PlanStep step, string key, CancellationToken cancellationToken) =>
        edit.PrepareAsync(step, key, service => Repair(service, step), cancellationToken);

    public Task<ActionReceipt> ApplyAsync(PreparedStep step, CancellationToken cancellationToken) => edit.ApplyAsync(step, cancellationToken);

    public Task<ActionReceipt> RevertAsync(ActionReceipt receipt, CancellationToken cancellationToken) => edit.RevertAsync(receipt, cancellationToken);

    private static string? Repair(JsonObject service, PlanStep step)
    {
        var port = step.Parameters.GetValueOrDefault("port");
        var targetPort = step.Parameters.GetValueOrDefault("targetPort");
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
}
