using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis.Surroundings;

namespace Autocura.KnownGood.Changes;

/// <summary>How objects of its namespace are related to one workload; null for those that are in no way that is known.</summary>
internal sealed class WorkloadRelations
{
    private readonly JsonObject workload;
    private readonly IReadOnlyDictionary<string, string> podLabels;
    private readonly PodReferences references;
    private readonly HashSet<string> services;

    public WorkloadRelations(JsonObject workload, IEnumerable<JsonObject> servicesOfNamespace)
    {
        this.workload = workload;
        podLabels = workload.Map("spec", "template", "metadata", "labels");
        references = new PodReferences(workload);
        services = [.. servicesOfNamespace.Where(LeadsHere).Select(service => service.Name())];
    }

    public ObjectRelation? Of(JsonObject related)
    {
        var (kind, name) = (related.Text("kind") ?? "", related.Name());
        return kind switch
        {
            _ when kind == workload.Text("kind") && name == workload.Name() => ObjectRelation.Itself,
            _ when references.IsConfiguration(kind, name) => ObjectRelation.Configuration,
            "PersistentVolumeClaim" => If(references.IsClaim(name), ObjectRelation.Storage),
            "Service" => If(LeadsHere(related), ObjectRelation.InFront),
            "Ingress" => If(Backends(related).Any(services.Contains), ObjectRelation.InFront),
            "VirtualService" => If(related.Texts("spec", "hosts").Any(IsHost), ObjectRelation.InFront),
            "DestinationRule" => If(IsHost(related.Text("spec", "host") ?? ""), ObjectRelation.InFront),
            "HorizontalPodAutoscaler" or "ScaledObject" => If(Scales(related), ObjectRelation.Scaling),
            "PodDisruptionBudget" => If(LabelMatch.Selects(related.At("spec", "selector"), podLabels), ObjectRelation.Scaling),
            "NetworkPolicy" => If(LabelMatch.Selects(related.At("spec", "podSelector") ?? new JsonObject(), podLabels), ObjectRelation.Policy),
            "AuthorizationPolicy" or "PeerAuthentication" => If(LabelMatch.Selects(related.At("spec", "selector") ?? new JsonObject(), podLabels), ObjectRelation.Policy),
            _ => If(IsOwner(kind, name), ObjectRelation.Owner),
        };
    }

    private static ObjectRelation? If(bool holds, ObjectRelation relation) => holds ? relation : null;

    /// <summary>By its selector; or by its name, as one whose selector is wrong leads nowhere and was meant for somebody.</summary>
    private bool LeadsHere(JsonObject service) =>
        service.Name() == workload.Name()
        || (service.Map("spec", "selector") is { Count: > 0 } selector && selector.All(pair => podLabels.TryGetValue(pair.Key, out var value) && value == pair.Value));

    private bool IsHost(string host) => services.Contains(host.Split('.')[0]);

    private static IEnumerable<string> Backends(JsonObject ingress) => ingress.Items("spec", "rules")
        .SelectMany(rule => rule.Items("http", "paths"))
        .Select(path => path.Text("backend", "service", "name"))
        .Append(ingress.Text("spec", "defaultBackend", "service", "name"))
        .OfType<string>();

    private bool Scales(JsonObject scaler) =>
        scaler.Text("spec", "scaleTargetRef", "name") == workload.Name() && (scaler.Text("spec", "scaleTargetRef", "kind") ?? "Deployment") == workload.Text("kind");

    private bool IsOwner(string kind, string name) =>
        workload.Items("metadata", "ownerReferences").Any(owner => owner.Text("kind") == kind && owner.Text("name") == name);
}
