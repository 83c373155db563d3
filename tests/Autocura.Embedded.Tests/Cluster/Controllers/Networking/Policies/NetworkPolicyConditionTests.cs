using Autocura.Embedded.Cluster.Controllers.Networking.Policies;
using Autocura.Embedded.Tests.Cluster.Extensions;

namespace Autocura.Embedded.Tests.Cluster.Controllers.Networking.Policies;

public sealed class NetworkPolicyConditionTests
{
    private const string Cart = """ "podSelector":{"matchLabels":{"app":"cart"}} """;

    [Theory]
    [InlineData("""{ CART }""", false, false)]
    [InlineData("""{ CART,"policyTypes":["Egress"]}""", true, true)]
    [InlineData("""{ CART,"ingress":[{}]}""", true, true)]
    [InlineData("""{ CART,"ingress":[{"from":[{"podSelector":{}}]}]}""", true, false)]
    [InlineData("""{ CART,"ingress":[{"from":[{"podSelector":{"matchLabels":{"app":"other"}}}]}]}""", false, false)]
    [InlineData("""{ CART,"ingress":[{"from":[{"podSelector":{"matchExpressions":[{"key":"app","operator":"Exists"}]}}]}]}""", true, false)]
    [InlineData("""{ CART,"ingress":[{"from":[{"namespaceSelector":{"matchLabels":{"team":"web"}}}]}]}""", false, true)]
    [InlineData("""{ CART,"ingress":[{"from":[{"namespaceSelector":{}}]}]}""", true, true)]
    [InlineData("""{ CART,"ingress":[{"from":[{"namespaceSelector":{"matchLabels":{"team":"web"}},"podSelector":{"matchLabels":{"app":"nobody"}}}]}]}""", false, false)]
    [InlineData("""{ CART,"ingress":[{"from":[{"ipBlock":{"cidr":"10.244.1.0/24"}}]}]}""", true, false)]
    [InlineData("""{ CART,"ingress":[{"from":[{"ipBlock":{"cidr":"10.244.0.0/16","except":["10.244.1.0/24"]}}]}]}""", false, true)]
    [InlineData("""{ CART,"ingress":[{"ports":[{"port":8080}]}]}""", true, true)]
    [InlineData("""{ CART,"ingress":[{"ports":[{"port":"http"}]}]}""", true, true)]
    [InlineData("""{ CART,"ingress":[{"ports":[{"port":8000,"endPort":8100}]}]}""", true, true)]
    [InlineData("""{ CART,"ingress":[{"ports":[{"port":9000},{"port":"grpc"},{"port":8080,"protocol":"UDP"}]}]}""", false, false)]
    [InlineData("""{"podSelector":{"matchLabels":{"app":"other"}}}""", true, true)]
    [InlineData("""{"podSelector":{}}""", false, false)]
    public void Ingress_lets_in_what_a_rule_allows(string spec, bool near, bool far)
    {
        using var scene = new HopScene();
        scene.Namespace("web", """{"team":"web"}""");
        var (cart, frontend, elsewhere) = (scene.Pod("cart"), scene.Pod("frontend"), scene.Pod("edge", "web", "10.244.2.9"));
        scene.Policy("networking.k8s.io/v1", "NetworkPolicy", spec.Replace("CART", Cart, StringComparison.Ordinal));
        var condition = new NetworkPolicyCondition(scene.Store);
        scene.Of(condition, frontend, cart).Lost.ShouldBe(near ? 0 : 1);
        scene.Of(condition, elsewhere, cart).Lost.ShouldBe(far ? 0 : 1);
    }

    [Theory]
    [InlineData("""{"podSelector":{},"policyTypes":["Egress"]}""", false)]
    [InlineData("""{"podSelector":{},"egress":[{}],"ingress":[{}]}""", true)]
    [InlineData("""{"podSelector":{},"policyTypes":["Egress"],"egress":[{"to":[{"podSelector":{"matchLabels":{"app":"cart"}}}],"ports":[{"port":8080}]}]}""", true)]
    [InlineData("""{"podSelector":{},"policyTypes":["Egress"],"egress":[{"to":[{"podSelector":{"matchLabels":{"app":"cart"}}}],"ports":[{"port":53}]}]}""", false)]
    public void Egress_lets_out_what_a_rule_allows(string spec, bool allowed)
    {
        using var scene = new HopScene();
        var (cart, frontend) = (scene.Pod("cart"), scene.Pod("frontend"));
        scene.Policy("networking.k8s.io/v1", "NetworkPolicy", spec);
        scene.Of(new NetworkPolicyCondition(scene.Store), frontend, cart).Lost.ShouldBe(allowed ? 0 : 1);
    }

    [Theory]
    [InlineData("""{"podSelector":{},"ingress":[{"from":[{"podSelector":{}},{"namespaceSelector":{}}]}]}""", false)]
    [InlineData("""{"podSelector":{},"ingress":[{"from":[{"ipBlock":{"cidr":"0.0.0.0/0"}}]}]}""", true)]
    [InlineData("""{"podSelector":{},"ingress":[{}]}""", true)]
    public void What_comes_from_outside_has_an_address_only(string spec, bool allowed)
    {
        using var scene = new HopScene();
        var frontend = scene.Pod("frontend");
        scene.Policy("networking.k8s.io/v1", "NetworkPolicy", spec);
        scene.Of(new NetworkPolicyCondition(scene.Store), null, frontend).Lost.ShouldBe(allowed ? 0 : 1);
    }

    [Fact]
    public void Policies_add_up()
    {
        using var scene = new HopScene();
        var (cart, frontend) = (scene.Pod("cart"), scene.Pod("frontend"));
        scene.Policy("networking.k8s.io/v1", "NetworkPolicy", """{"podSelector":{}}""");
        scene.Policy("networking.k8s.io/v1", "NetworkPolicy", "{" + Cart + """, "ingress":[{"from":[{"podSelector":{"matchLabels":{"app":"frontend"}}}]}]}""");
        var condition = new NetworkPolicyCondition(scene.Store);
        scene.Of(condition, frontend, cart).Lost.ShouldBe(0);
        scene.Of(condition, cart, frontend).Lost.ShouldBe(1);
    }
}
