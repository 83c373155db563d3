using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Stages;

/// <summary>A pod's first moment on its node: an address, a start time, a status for each container.</summary>
internal static class PodStart
{
    private const int AddressesOfNode = 250;

    public static void Report(JsonObject pod, ObjectStore store, DateTimeOffset now)
    {
        var status = pod.Ensure("status");
        var node = store.Find(ObjectKey.Core("nodes", null, pod.Text("spec", "nodeName")!))!;
        var hostAddress = node.Objects("status", "addresses").FirstOrDefault(address => address.Text("type") == "InternalIP").Text("address");
        var address = FreeAddress(node, store);
        status["hostIP"] = hostAddress;
        status["hostIPs"] = new JsonArray(new JsonObject { ["ip"] = hostAddress });
        status["podIP"] = address;
        status["podIPs"] = new JsonArray(new JsonObject { ["ip"] = address });
        status["startTime"] = now.ToTimestamp();
        var hasInit = pod.Objects("spec", "initContainers").Any();
        if (hasInit)
        {
            status["initContainerStatuses"] = Statuses(pod, "initContainers", "PodInitializing");
        }

        status["containerStatuses"] = Statuses(pod, "containers", hasInit ? "PodInitializing" : "ContainerCreating");
    }

    private static JsonArray Statuses(JsonObject pod, string list, string reason) => new(
    [
        .. pod.Objects("spec", list).Select(container => new JsonObject
        {
            ["name"] = container.Text("name"),
            ["state"] = new JsonObject { ["waiting"] = new JsonObject { ["reason"] = reason } },
            ["lastState"] = new JsonObject(),
            ["ready"] = false,
            ["restartCount"] = 0,
            ["image"] = container.Text("image"),
            ["imageID"] = "",
            ["started"] = false,
        }),
    ]);

    /// <summary>Addresses are handed out upwards from the last pod's, so that a new pod does not get the address of one just gone.</summary>
    private static string FreeAddress(JsonObject node, ObjectStore store)
    {
        var prefix = (node.Text("spec", "podCIDR") ?? "10.244.0.0/24").Split('/')[0];
        prefix = prefix[..(prefix.LastIndexOf('.') + 1)];
        var pods = store.State.Find(IndexTerm.Node(node.Name()))
            .Where(pod => pod.Text("status", "podIP")?.StartsWith(prefix, StringComparison.Ordinal) == true)
            .ToList();
        var used = pods.Select(pod => int.Parse(pod.Text("status", "podIP")![prefix.Length..])).ToHashSet();
        var latest = pods.MaxBy(pod => long.Parse(pod.ResourceVersion()));
        var last = latest is null ? 1 : int.Parse(latest.Text("status", "podIP")![prefix.Length..]);
        var free = Enumerable.Range(last, AddressesOfNode).Select(number => 2 + ((number - 1) % AddressesOfNode)).FirstOrDefault(number => !used.Contains(number), last);
        return prefix + free.ToString();
    }
}
