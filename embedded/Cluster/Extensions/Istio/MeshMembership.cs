using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Extensions.Istio;

/// <summary>Which pods a mesh has taken in: by the label of their namespace (ambient or injection), unless their own says otherwise.</summary>
internal sealed class MeshMembership(ObjectStore store)
{
    /// <summary>Annotation of a namespace whose requests are counted by the mesh and by nobody else.</summary>
    public const string CountedByMesh = "simulation.autocura.io/counted-by-mesh";

    private const string DataplaneMode = "istio.io/dataplane-mode";

    public bool Has(JsonObject pod)
    {
        var home = NamespaceOf(pod);
        return (pod.Label(DataplaneMode) ?? home?.Label(DataplaneMode)) == "ambient" || IsInjected(pod, home);
    }

    /// <summary>Whether requests of this pod are counted only where the mesh sees them.</summary>
    public bool IsCountedByMesh(JsonObject pod) => NamespaceOf(pod)?.Annotation(CountedByMesh) == "true";

    private static bool IsInjected(JsonObject pod, JsonObject? home) =>
        (home?.Label("istio-injection") == "enabled" || home?.Label("istio.io/rev") is not null || pod.Label("sidecar.istio.io/inject") == "true")
        && pod.Label("sidecar.istio.io/inject") != "false"
        && home?.Label("istio-injection") != "disabled";

    private JsonObject? NamespaceOf(JsonObject pod) => store.Find(ObjectKey.Core("namespaces", null, pod.Namespace() ?? ""));
}
