using Autocura.Incidents;
using Autocura.Support.Chaos;

namespace Autocura.Chaos.Stories;

/// <summary>What the API server would not take is found out before anything is written: the first step of a plan does not stand when its second cannot be made.</summary>
public sealed class RefusedByTheServerStories
{
    private const string Quota = """
        { "apiVersion": "v1", "kind": "ResourceQuota", "metadata": { "name": "no-balancers", "namespace": "store" }, "spec": { "hard": { "services.loadbalancers": "0" } } }
        """;

    [Fact]
    public async Task A_plan_that_a_quota_refuses_is_not_begun() => (await Story
        .Planning(CureBook.RollBack(Story.Web), CureBook.Step("PatchConfig", new ObjectRef("v1", "Service", "store", "web"), ("patch", """{ "spec": { "type": "LoadBalancer" } }""")))
        .With("", "resourcequotas", Quota)
        .PlayAsync()).ShouldHaveBeenRefused("exceeded quota: no-balancers");

    [Fact]
    public async Task A_plan_that_would_make_an_object_invalid_is_not_begun() => (await Story
        .Planning(CureBook.RollBack(Story.Web), CureBook.Step("PatchConfig", CureBook.Deployment("stock"), ("patch", """{ "spec": { "replicas": -1 } }""")))
        .PlayAsync()).ShouldHaveBeenRefused("spec.replicas");
}
