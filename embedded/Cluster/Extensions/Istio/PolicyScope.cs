using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Cluster.Selectors;

namespace Autocura.Embedded.Cluster.Extensions.Istio;

/// <summary>Which pods a policy is for: those of its namespace (of all, when it is in the mesh's own), those it selects, those behind a Service or a gateway that it names.</summary>
internal static class PolicyScope
{
    public const string RootNamespace = "istio-system";

    public static bool Contains(ObjectStore store, JsonObject policy, JsonObject? from, JsonObject pod)
    {
        var references = policy.Objects("spec", "targetRefs").ToList();
        if (policy.Child("spec", "targetRef") is { } only)
        {
            references.Add(only);
        }

        if (references.Count > 0)
        {
            return policy.Namespace() == pod.Namespace() && references.Exists(reference => IsTarget(store, reference, from, pod));
        }

        return (policy.Namespace() == pod.Namespace() || policy.Namespace() == RootNamespace) && Selects(policy, pod);
    }

    public static bool Selects(JsonObject policy, JsonObject pod) =>
        policy.TextMap("spec", "selector", "matchLabels").All(pair => pod.Label(pair.Key) == pair.Value);

    // What comes from outside comes through the gateway.
    private static bool IsTarget(ObjectStore store, JsonObject reference, JsonObject? from, JsonObject pod) => reference.Text("kind") switch
    {
        "Gateway" => from is null || from.Label("gateway.networking.k8s.io/gateway-name") == reference.Text("name"),
        "Service" => store.Find(ObjectKey.Core("services", pod.Namespace(), reference.Text("name") ?? "")) is { } service
            && LabelSelector.OfWorkload(service.At("spec", "selector")).Matches(pod),
        _ => false,
    };
}
