using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Cluster.Controllers.Scheduling;

namespace Autocura.Embedded.Cluster.Stages;

/// <summary>
/// Resizes running pods in place: what containers may use follows what their spec says, unless the node cannot give it. What is in force stands in the status.
/// </summary>
internal static class PodResizing
{
    public const string Restarts = "resized";
    private const string Pending = "PodResizePending";
    private static readonly string[] Resources = ["cpu", "memory"];

    /// <summary>Brings the status to what the spec asks for, or says why not. <paramref name="others"/> are the pods on the node.</summary>
    public static void Act(PodWork work, JsonObject node, Func<IEnumerable<JsonObject>> others)
    {
        var changed = new List<(JsonObject Spec, JsonObject Status)>();
        foreach (var status in work.Pod.Objects("status", "containerStatuses").Where(status => status.At("state", "running") is not null))
        {
            var spec = work.Pod.Objects("spec", "containers").First(known => known.Text("name") == status.Text("name"));
            if (status["resources"] is null)
            {
                Grant(spec, status);
            }
            else if (!Same(spec["resources"], status["resources"]))
            {
                changed.Add((spec, status));
            }
        }

        var obstacle = changed.Count == 0 ? null : Obstacle(work.Pod, node, others);
        if (obstacle is not null)
        {
            PodSummary.Set(work.Pod.Ensure("status"), obstacle, work.Now);
            return;
        }

        Settle(work.Pod);
        foreach (var (spec, status) in changed)
        {
            if (NeedsRestart(spec, status))
            {
                work.Memory.Of(spec.Text("name")!, work.Now)[Restarts] = true;
            }

            Grant(spec, status);
        }
    }

    private static Condition? Obstacle(JsonObject pod, JsonObject node, Func<IEnumerable<JsonObject>> others)
    {
        var (asked, offered) = (Demand.Of(pod), Demand.Allocatable(node));
        if (Short(asked, Demand.None, offered) is { } never)
        {
            return Told("Infeasible", $"Node didn't have enough capacity: {never.Name}, requested: {never.Asked}, capacity: {never.Offered}");
        }

        var used = others().Where(other => other.Uid() != pod.Uid()).Aggregate(Demand.None, (sum, other) => sum + Demand.Of(other));
        return Short(asked, used, offered) is { } now
            ? Told("Deferred", $"Node didn't have enough resource: {now.Name}, requested: {now.Asked}, used: {now.Used}, capacity: {now.Offered}")
            : null;
    }

    private static Condition Told(string reason, string message) => new(Pending, true, reason, message) { IsTrouble = true };

    private static (string Name, long Asked, long Used, long Offered)? Short(Demand asked, Demand used, Demand offered) =>
        asked.Cpu + used.Cpu > offered.Cpu + 1e-9 ? ("cpu", (long)(asked.Cpu * 1000), (long)(used.Cpu * 1000), (long)(offered.Cpu * 1000))
        : asked.Memory + used.Memory > offered.Memory ? ("memory", (long)asked.Memory, (long)used.Memory, (long)offered.Memory)
        : null;

    private static void Settle(JsonObject pod)
    {
        if (pod.Condition(Pending) is { } pending)
        {
            pod["status"]!["conditions"]!.AsArray().Remove(pending);
        }
    }

    private static bool NeedsRestart(JsonObject spec, JsonObject status) => Resources
        .Where(resource => !JsonNode.DeepEquals(spec.At("resources", "limits", resource), status.At("resources", "limits", resource))
            || !JsonNode.DeepEquals(spec.At("resources", "requests", resource), status.At("resources", "requests", resource)))
        .Any(resource => spec.Objects("resizePolicy").Any(policy => policy.Text("resourceName") == resource && policy.Text("restartPolicy") == "RestartContainer"));

    private static bool Same(JsonNode? wanted, JsonNode? granted) => JsonNode.DeepEquals(wanted ?? new JsonObject(), granted ?? new JsonObject());

    private static void Grant(JsonObject spec, JsonObject status)
    {
        status["resources"] = spec["resources"]?.DeepClone() ?? new JsonObject();
        status.Remove("allocatedResources");
        if (spec.At("resources", "requests") is { } requests)
        {
            status["allocatedResources"] = requests.DeepClone();
        }
    }
}
