using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers.Autoscaling;

/// <summary>The status of an autoscaler in the making: what stays the same keeps its time.</summary>
internal sealed class AutoscalerStatus
{
    private readonly DateTimeOffset now;

    public AutoscalerStatus(JsonObject autoscaler, DateTimeOffset now)
    {
        this.now = now;
        Status = autoscaler.Child("status")?.Copy() ?? [];
        Status["currentReplicas"] ??= 0;
        Status["desiredReplicas"] ??= 0;
        Status["currentMetrics"] ??= null;
    }

    public JsonObject Status { get; }

    public void Say(string type, Told told)
    {
        if (Status["conditions"] is not JsonArray conditions)
        {
            Status["conditions"] = conditions = [];
        }

        var condition = conditions.OfType<JsonObject>().FirstOrDefault(known => known.Text("type") == type);
        if (condition is null)
        {
            condition = new JsonObject { ["type"] = type };
            conditions.Add(condition);
        }

        var value = told.Holds ? "True" : "False";
        if (condition.Text("status") != value)
        {
            condition["status"] = value;
            condition["lastTransitionTime"] = now.ToTimestamp();
        }

        condition["reason"] = told.Reason;
        condition["message"] = told.Message;
    }

    public void Count(int current, int? desired)
    {
        Status["currentReplicas"] = current;
        Status["desiredReplicas"] = desired ?? Status.Count("desiredReplicas");
    }

    public void Measured(IReadOnlyList<MetricProposal> proposals) => Status["currentMetrics"] = proposals.Count == 0 ? null : new JsonArray([.. proposals.Select(proposal => proposal.Current)]);

    public void Rescaled() => Status["lastScaleTime"] = now.ToTimestamp();
}
