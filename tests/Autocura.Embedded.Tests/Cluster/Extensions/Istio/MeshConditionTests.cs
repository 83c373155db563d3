using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications.Conditions;
using Autocura.Embedded.Cluster.Extensions.Istio;

namespace Autocura.Embedded.Tests.Cluster.Extensions.Istio;

public sealed class MeshConditionTests
{
    [Theory]
    [InlineData("""{"action":"DENY","rules":[{"to":[{"operation":{"methods":["GET"]}}]}]}""", false, false)]
    [InlineData("""{"action":"DENY","rules":[{"to":[{"operation":{"methods":["DELETE"]}}]}]}""", true, true)]
    [InlineData("""{"action":"DENY","rules":[{}]}""", false, false)]
    [InlineData("""{"action":"DENY"}""", true, true)]
    [InlineData("""{}""", false, false)]
    [InlineData("""{"rules":[{}]}""", true, true)]
    [InlineData("""{"rules":[{"from":[{"source":{"principals":["cluster.local/ns/mesh/sa/frontend"]}}]}]}""", true, false)]
    [InlineData("""{"rules":[{"from":[{"source":{"namespaces":["mesh"]}}]}]}""", true, false)]
    [InlineData("""{"rules":[{"from":[{"source":{"notNamespaces":["mesh"]}}]}]}""", false, true)]
    [InlineData("""{"rules":[{"to":[{"operation":{"ports":["8080"]}}]}]}""", true, true)]
    [InlineData("""{"rules":[{"to":[{"operation":{"paths":["/admin*"]}}]}]}""", false, false)]
    [InlineData("""{"rules":[{"when":[{"key":"source.namespace","values":["me*"]}]}]}""", true, false)]
    [InlineData("""{"action":"AUDIT","rules":[{}]}""", true, true)]
    [InlineData("""{"selector":{"matchLabels":{"app":"other"}},"action":"DENY","rules":[{}]}""", true, true)]
    [InlineData("""{"targetRefs":[{"kind":"Service","name":"cart"}],"action":"DENY","rules":[{}]}""", false, false)]
    [InlineData("""{"targetRefs":[{"kind":"Gateway","name":"edge"}],"action":"DENY","rules":[{}]}""", true, false)]
    public void A_policy_decides_who_may_call(string spec, bool inside, bool outside)
    {
        using var scene = new HopScene();
        scene.Namespace("mesh", """{"istio.io/dataplane-mode":"ambient"}""");
        var (cart, frontend) = (scene.Pod("cart", "mesh"), scene.Pod("frontend", "mesh"));
        scene.Policy("security.istio.io/v1", "AuthorizationPolicy", spec, "mesh");
        var condition = new AuthorizationPolicyCondition(scene.Store);
        scene.Of(condition, frontend, cart).Refused.ShouldBe(inside ? 0 : 1);
        scene.Of(condition, null, cart).Refused.ShouldBe(outside ? 0 : 1);
        scene.Of(condition, frontend, scene.Pod("plain")).ShouldBe(HopConditions.Clear);
    }

    [Theory]
    [InlineData("""{"mtls":{"mode":"STRICT"}}""", "mesh", false)]
    [InlineData("""{"mtls":{"mode":"PERMISSIVE"}}""", "mesh", true)]
    [InlineData("""{"mtls":{"mode":"STRICT"}}""", "istio-system", false)]
    [InlineData("""{"selector":{"matchLabels":{"app":"cart"}},"portLevelMtls":{"8080":{"mode":"STRICT"}}}""", "mesh", false)]
    [InlineData("""{"selector":{"matchLabels":{"app":"other"}},"mtls":{"mode":"STRICT"}}""", "mesh", true)]
    public void Strict_cuts_off_who_is_not_in_the_mesh(string spec, string ns, bool allowed)
    {
        using var scene = new HopScene();
        scene.Namespace("mesh", """{"istio.io/dataplane-mode":"ambient"}""");
        scene.Namespace("istio-system");
        var cart = scene.Pod("cart", "mesh");
        var (left, member) = (scene.Pod("frontend", "mesh", labels: ""","istio.io/dataplane-mode":"none" """), scene.Pod("member", "mesh"));
        scene.Policy("security.istio.io/v1", "PeerAuthentication", spec, ns);
        var condition = new PeerAuthenticationCondition(scene.Store);
        scene.Of(condition, left, cart).Refused.ShouldBe(allowed ? 0 : 1);
        scene.Of(condition, member, cart).Refused.ShouldBe(0);
        scene.Of(condition, member, left).Refused.ShouldBe(0);
    }

    [Fact]
    public void The_narrowest_policy_decides()
    {
        using var scene = new HopScene();
        scene.Namespace("mesh", """{"istio-injection":"enabled"}""");
        var (cart, outside) = (scene.Pod("cart", "mesh"), scene.Pod("outside"));
        scene.Policy("security.istio.io/v1", "PeerAuthentication", """{"mtls":{"mode":"STRICT"}}""", "mesh");
        scene.Policy("security.istio.io/v1", "PeerAuthentication", """{"selector":{"matchLabels":{"app":"cart"}},"mtls":{"mode":"DISABLE"}}""", "mesh");
        scene.Of(new PeerAuthenticationCondition(scene.Store), outside, cart).ShouldBe(HopConditions.Clear);
    }

    [Fact]
    public void Where_the_mesh_counts_a_namespace_without_its_label_is_not_seen()
    {
        using var scene = new HopScene();
        scene.Namespace("mesh", """{"istio.io/dataplane-mode":"ambient"}""", """{"simulation.autocura.io/counted-by-mesh":"true"}""");
        var (cart, frontend) = (scene.Pod("cart", "mesh"), scene.Pod("frontend", "mesh"));
        var condition = new MeshObservation(scene.Store);
        scene.Of(condition, frontend, cart).Observed.ShouldBeTrue();
        scene.Store.Update(ObjectKey.Core("namespaces", null, "mesh"), Unlabelled, TemporaryStore.Tester);
        scene.Of(condition, frontend, cart).Observed.ShouldBeFalse();
        scene.Of(condition, null, cart).Observed.ShouldBeFalse();
        scene.Of(condition, null, scene.Pod("plain")).Observed.ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"hosts":["cart"],"http":[{"fault":{"abort":{"httpStatus":503,"percentage":{"value":40}}}}]}""", 0.4, 0)]
    [InlineData("""{"hosts":["cart.mesh.svc.cluster.local"],"http":[{"fault":{"delay":{"fixedDelay":"2s","percentage":{"value":50}}}}]}""", 0, 1000)]
    [InlineData("""{"hosts":["cart"],"http":[{"timeout":"1s","fault":{"delay":{"fixedDelay":"2s","percentage":{"value":100}}}}]}""", 1, 1000)]
    [InlineData("""{"hosts":["cart"],"http":[{"match":[{"headers":{}}],"fault":{"abort":{"httpStatus":500}}},{}]}""", 0, 0)]
    [InlineData("""{"hosts":["other"],"http":[{"fault":{"abort":{"httpStatus":500}}}]}""", 0, 0)]
    [InlineData("""{"hosts":["cart"],"gateways":["edge"],"http":[{"fault":{"abort":{"httpStatus":500}}}]}""", 0, 0)]
    public void A_virtual_service_injects_faults(string spec, double failed, double delay)
    {
        using var scene = new HopScene();
        scene.Namespace("mesh", """{"istio-injection":"enabled"}""");
        var (cart, frontend) = (scene.Pod("cart", "mesh"), scene.Pod("frontend", "mesh"));
        scene.Policy("networking.istio.io/v1", "VirtualService", spec, "mesh");
        var condition = new VirtualServiceCondition(scene.Store);
        scene.Of(condition, frontend, cart).ShouldBe(new HopConditions { Failed = failed, DelayMs = delay });
        scene.Of(condition, scene.Pod("plain"), cart).ShouldBe(HopConditions.Clear);
    }

    private static System.Text.Json.Nodes.JsonObject Unlabelled(System.Text.Json.Nodes.JsonObject ns)
    {
        ns.Ensure("metadata").Remove("labels");
        return ns;
    }
}
