using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;

namespace Autocura.Support;

/// <summary>The evidence of <see cref="Some"/> when its pods cannot stay, or find a place, where they should run.</summary>
public static class Displaced
{
    public const string AmongFirst = "The node was low on resource: memory. Threshold quantity: 100Mi, available: 84Mi. Container app was using 512Mi, request is 64Mi, has larger consumption of memory. ";
    public const string WithinItsRequest = "The node was low on resource: memory. Threshold quantity: 100Mi, available: 84Mi. ";

    /// <summary>Pod a was on node-1 and b is on node-2, of three nodes.</summary>
    public static Evidence OnTwoNodes(params NodeView[] nodes)
    {
        var healthy = Some.Evidence();
        return healthy with { Pods = [healthy.Pods[0], healthy.Pods[1] with { Node = "node-2" }], Surroundings = new SurroundingsView { Nodes = nodes, NodesInAll = 3 } };
    }

    public static Evidence NodeLost()
    {
        var lost = OnTwoNodes(new NodeView("node-1", Ready: false, Schedulable: true, PodsOfWorkload: 1), new NodeView("node-2", true, true, 1));
        return Ill(lost) with { Warnings = [new EventView("NodeNotReady", "Node is not ready", "Pod/cart-2-a", 1, Some.Noon - TimeSpan.FromMinutes(5))] };
    }

    /// <summary>Pod a was evicted from node-1, which is under pressure; its successor is not ready yet.</summary>
    public static Evidence Evicted(string message = AmongFirst)
    {
        var pressed = OnTwoNodes(new NodeView("node-1", true, true, 1) { Pressures = ["MemoryPressure"] }, new NodeView("node-2", true, true, 1));
        return Ill(pressed) with
        {
            Pods = [pressed.Pods[0] with { Ready = false, ReadySince = null, Phase = "Failed", Containers = [] }, pressed.Pods[1]],
            Warnings = [new EventView("Evicted", message, "Pod/cart-2-a", 1, Some.Noon - TimeSpan.FromMinutes(5))],
        };
    }

    /// <summary>Killed for memory on a pressed node, at less than half of its own limit.</summary>
    public static Evidence Starved()
    {
        var pressed = Evicted() with { Warnings = [] };
        return (pressed with { Pods = [pressed.Pods[0] with { Phase = "Running", Containers = [Faulty.KilledForMemory()] }, pressed.Pods[1]] })
            .With(Strained.Flat(Autocura.Diagnosis.Measurements.Signal.MemoryShare, 0.4));
    }

    /// <summary>A second pod that the scheduler cannot place.</summary>
    public static Evidence Unplaced(string message)
    {
        var healthy = OnTwoNodes();
        var waiting = healthy.Pods[0] with { Ready = false, ReadySince = null, Phase = "Pending", Node = "", Unschedulable = message, Containers = [], CreatedAt = Some.Noon - TimeSpan.FromMinutes(6) };
        return Ill(healthy) with { Pods = [waiting, healthy.Pods[1]] };
    }

    public static Evidence NoRoom() => Unplaced("0/3 nodes are available: 1 Insufficient memory, 3 Insufficient cpu. preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.");

    /// <summary>Both pods are well and must stay so, while somebody drains the node of one of them.</summary>
    public static Evidence Deadlock(string by = "kubectl-drain")
    {
        var drained = OnTwoNodes(new NodeView("node-1", true, Schedulable: false, 1) { CordonedAt = Some.Noon - TimeSpan.FromMinutes(12), CordonedBy = by });
        return drained with { Surroundings = drained.Surroundings! with { DisruptionBudget = new DisruptionBudgetView("cart-budget", 0, 2, 2, 2) } };
    }

    public static Evidence ClassMissing()
    {
        var waiting = Unplaced("0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.");
        var claim = new ClaimView { Name = "goods", Exists = true, Phase = "Pending", StorageClass = "swift", StorageClassExists = false, Why = "storageclass.storage.k8s.io \"swift\" not found" };
        return waiting with { Surroundings = waiting.Surroundings! with { Claims = [claim] } };
    }

    /// <summary>A webhook that keeps the second pod from being made.</summary>
    public static Evidence Refused(string message = "Error creating: admission webhook \"guard.policy.example\" denied the request: no such team", bool closed = true, int changedMinutesAgo = 6)
    {
        var one = Ill(Some.Evidence());
        return one with
        {
            Pods = [one.Pods[1] with { Ready = true, ReadySince = Some.Noon - TimeSpan.FromDays(30) }],
            PodsInAll = 1,
            Warnings = [new EventView("FailedCreate", message, "ReplicaSet/cart-2", 7, Some.Noon - TimeSpan.FromMinutes(1))],
            Surroundings = new SurroundingsView { Webhooks = [Webhook(mutating: false, closed, changedMinutesAgo)] },
        };
    }

    public static WebhookView Webhook(bool mutating, bool closed, int changedMinutesAgo) => new(
        new ObjectRef("admissionregistration.k8s.io/v1", mutating ? "MutatingWebhookConfiguration" : "ValidatingWebhookConfiguration", "", "guard"),
        mutating,
        closed,
        Some.Noon - TimeSpan.FromMinutes(changedMinutesAgo));

    /// <summary>A certificate of a Secret that ran out as the trouble began.</summary>
    public static Evidence Expired(string log = "tls: failed to verify certificate: x509: certificate has expired or is not yet valid")
    {
        var failing = Strained.Failing(log);
        var certificate = new CertificateView("cart-tls", "CN=cart.shop.svc", Some.Noon - TimeSpan.FromDays(90), Some.Noon - TimeSpan.FromMinutes(6));
        return failing with { Surroundings = new SurroundingsView { Certificates = [certificate] } };
    }

    // The first pod is not ready.
    private static Evidence Ill(Evidence evidence) => evidence with
    {
        State = evidence.State! with { ReadyReplicas = 1, AvailableReplicas = 1 },
        Pods = [evidence.Pods[0] with { Ready = false, ReadySince = null, Containers = [new ContainerStateView { Name = "app" }] }, .. evidence.Pods.Skip(1)],
        Services = [.. evidence.Services.Select(service => service with { ReadyEndpoints = 1, NotReadyEndpoints = 1 })],
    };
}
