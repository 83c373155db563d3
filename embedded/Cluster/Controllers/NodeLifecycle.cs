using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Stages;

namespace Autocura.Embedded.Cluster.Controllers;

/// <summary>
/// Speaks for the nodes: their heartbeats while they are up, and what the control plane makes of it when they are not. A node is down while it carries the
/// annotation <c>simulation.autocura.io/stopped</c>; cordoning shows as the taint that it is in a real cluster.
/// </summary>
internal sealed class NodeLifecycle(ClusterClient client) : IController
{
    /// <summary>Annotation that takes a node down; its value says why.</summary>
    public const string Stopped = "simulation.autocura.io/stopped";

    /// <summary>Annotation that puts a node under pressure: <c>MemoryPressure</c>, <c>DiskPressure</c>, <c>PIDPressure</c>, separated by commas.</summary>
    public const string Pressure = "simulation.autocura.io/pressure";

    private const string UnreachableTaint = "node.kubernetes.io/unreachable";
    private const string CordonTaint = "node.kubernetes.io/unschedulable";
    private static readonly TimeSpan HeartbeatPeriod = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan GraceOfNode = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan GraceOfPods = TimeSpan.FromMinutes(5);

    public string Name => "node-controller";

    public IEnumerable<ObjectKey> Concerned(ObjectChange change) => change.Key is { Group: "", Plural: "nodes" } ? [change.Key] : [];

    public DateTimeOffset? Reconcile(ObjectKey key)
    {
        if (client.Find(key) is not { } node)
        {
            EvictPods(key.Name);
            return null;
        }

        ShowCordon(key, node);
        return node.Annotation(Stopped) is null ? Beat(key, node) : GiveUp(key, node);
    }

    private DateTimeOffset Beat(ObjectKey key, JsonObject node)
    {
        var ready = node.Condition("Ready");
        var next = ready.Time("lastHeartbeatTime") + HeartbeatPeriod;
        if (ready.Text("status") == "True" && next > client.Now && NodePressure.All.All(pressure => pressure.IsTold(node)))
        {
            return next.Value;
        }

        RenewLease(node);
        client.Update(key, beating =>
        {
            foreach (var pressure in NodePressure.All)
            {
                var (value, reason, message) = pressure.Tell(beating);
                Set(beating, pressure.Type, value, reason, message);
                SetTaint(beating, pressure.Taint, value == "True" ? "NoSchedule" : null);
            }

            Set(beating, "Ready", "True", "KubeletReady", "kubelet is posting ready status");
            SetTaint(beating, UnreachableTaint, null);
        });
        if (ready.Text("status") != "True")
        {
            client.Record(node, "NodeReady", $"Node {key.Name} status is now: NodeReady");
        }

        return client.Now + HeartbeatPeriod;
    }

    /// <summary>A node renews its Lease with each heartbeat.</summary>
    private void RenewLease(JsonObject node)
    {
        const string Leases = "kube-node-lease";
        if (client.Find(ObjectKey.Core("namespaces", null, Leases)) is null)
        {
            return;
        }

        var key = new ObjectKey("coordination.k8s.io", "leases", Leases, node.Name());
        var now = client.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        if (client.Update(key, lease => lease.Ensure("spec")["renewTime"] = now) is null)
        {
            client.Create(new JsonObject
            {
                ["apiVersion"] = "coordination.k8s.io/v1",
                ["kind"] = "Lease",
                ["metadata"] = new JsonObject
                {
                    ["name"] = node.Name(),
                    ["namespace"] = Leases,
                    ["ownerReferences"] = new JsonArray(new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Node", ["name"] = node.Name(), ["uid"] = node.Uid() }),
                },
                ["spec"] = new JsonObject { ["holderIdentity"] = node.Name(), ["leaseDurationSeconds"] = 40, ["renewTime"] = now },
            });
        }
    }

    /// <summary>A node that is silent for long enough is unknown, then its pods are deleted, to be made anew elsewhere.</summary>
    private DateTimeOffset? GiveUp(ObjectKey key, JsonObject node)
    {
        var ready = node.Condition("Ready");
        var since = ready.Time("lastTransitionTime") ?? client.Now;
        if (ready.Text("status") != "Unknown")
        {
            var silentFrom = node.Objects("metadata", "managedFields").Select(entry => entry.Time("time")).Max() ?? client.Now;
            if (silentFrom + GraceOfNode > client.Now)
            {
                return silentFrom + GraceOfNode;
            }

            client.Update(key, MarkUnknown);
            client.Record(node, "NodeNotReady", $"Node {key.Name} status is now: NodeNotReady");
            MarkPods(key.Name);
            return client.Now + GraceOfPods;
        }

        if (since + GraceOfPods > client.Now)
        {
            return since + GraceOfPods;
        }

        EvictPods(key.Name);
        return null;
    }

    private void MarkUnknown(JsonObject node)
    {
        foreach (var type in new[] { "MemoryPressure", "DiskPressure", "PIDPressure", "Ready" })
        {
            Set(node, type, "Unknown", "NodeStatusUnknown", "Kubelet stopped posting node status.");
        }

        SetTaint(node, UnreachableTaint, "NoSchedule");
    }

    private void MarkPods(string node)
    {
        foreach (var pod in client.PodsOn(node))
        {
            client.UpdateStatus(
                ObjectKey.Core("pods", pod.Namespace(), pod.Name()),
                status => PodSummary.Set(status, new Condition("Ready", false, "NodeStatusUnknown"), client.Now));
            client.Warn(pod, "NodeNotReady", "Node is not ready");
        }
    }

    private void EvictPods(string node)
    {
        foreach (var pod in client.PodsOn(node).Where(pod => pod.ControllerReference().Text("kind") != "DaemonSet"))
        {
            client.Delete(ObjectKey.Core("pods", pod.Namespace(), pod.Name()), DeleteOptions.Now);
            client.Record(pod, "TaintManagerEviction", $"Marking for deletion Pod {pod.Namespace()}/{pod.Name()}");
        }
    }

    private void ShowCordon(ObjectKey key, JsonObject node)
    {
        var cordoned = node.Is("spec", "unschedulable");
        var shown = node.Objects("spec", "taints").Any(taint => taint.Text("key") == CordonTaint);
        if (cordoned != shown)
        {
            client.Update(key, changed => SetTaint(changed, CordonTaint, cordoned ? "NoSchedule" : null));
        }
    }

    private void SetTaint(JsonObject node, string taint, string? effect)
    {
        var others = node.Objects("spec", "taints").Where(known => known.Text("key") != taint).Select(known => (JsonNode)known.DeepClone()).ToList();
        if (effect is not null)
        {
            others.Add(new JsonObject { ["key"] = taint, ["effect"] = effect, ["timeAdded"] = client.Now.ToTimestamp() });
        }

        var spec = node.Ensure("spec");
        spec.Remove("taints");
        if (others.Count > 0)
        {
            spec["taints"] = new JsonArray([.. others]);
        }
    }

    private void Set(JsonObject node, string type, string value, string reason, string message)
    {
        var status = node.Ensure("status");
        if (status["conditions"] is not JsonArray conditions)
        {
            status["conditions"] = conditions = [];
        }

        var condition = conditions.OfType<JsonObject>().FirstOrDefault(known => known.Text("type") == type);
        if (condition is null)
        {
            condition = new JsonObject { ["type"] = type };
            conditions.Add(condition);
        }

        if (condition.Text("status") != value)
        {
            condition["status"] = value;
            condition["lastTransitionTime"] = client.Now.ToTimestamp();
        }

        condition["lastHeartbeatTime"] = client.Now.ToTimestamp();
        condition["reason"] = reason;
        condition["message"] = message;
    }
}
