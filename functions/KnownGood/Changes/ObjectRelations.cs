using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;

namespace Autocura.KnownGood.Changes;

/// <summary>How any object near a workload is related to it: by itself, through something it calls, or only by lying in the same namespace.</summary>
internal sealed class ObjectRelations
{
    private readonly WorkloadRelations? own;
    private readonly IReadOnlyList<WorkloadRelations> dependencies;

    /// <param name="workload">The workload the trouble is about.</param>
    /// <param name="objects">What there is.</param>
    /// <param name="gone">Objects that were there when all was well: the workload itself may be among them.</param>
    /// <param name="calls">What the workload is known to call, beyond what its containers say.</param>
    public ObjectRelations(WorkloadRef workload, NamespaceObjects objects, IReadOnlyList<JsonObject> gone, IReadOnlyCollection<WorkloadRef> calls)
    {
        var services = objects.Of(Kinds.Service).Concat(gone.Where(one => one.Text("kind") == "Service")).ToList();
        var workloads = objects.Workloads.Concat(gone.Where(one => Kinds.IsWorkload(one.Text("kind") ?? ""))).ToList();
        var itself = workloads.Find(one => one.Text("kind") == workload.Kind && one.Name() == workload.Name);
        own = itself is null ? null : new WorkloadRelations(itself, services);
        var told = workloads.Where(one => calls.Any(call => call.Kind == one.Text("kind") && call.Namespace == workload.Namespace && call.Name == one.Name()));
        dependencies = [.. (itself is null ? told : CalledWorkloads.Of(itself, workloads, services).Concat(told)).Distinct().Select(called => new WorkloadRelations(called, services))];
    }

    public ObjectRelation Of(JsonObject related) => own?.Of(related) ?? related.Text("kind") switch
    {
        "ResourceQuota" or "LimitRange" or "Namespace" => ObjectRelation.Namespace,
        "Node" => ObjectRelation.Node,
        "PriorityClass" or "MutatingWebhookConfiguration" or "ValidatingWebhookConfiguration" => ObjectRelation.Cluster,
        _ when dependencies.Any(called => called.Of(related) is not null) => ObjectRelation.Dependency,
        _ => ObjectRelation.SameNamespace,
    };
}
