using Autocura.Diagnosis;
using Autocura.Embedded.Cluster;
using Autocura.Functions.Tests.Conformance;
using Autocura.Planning;
using Autocura.Remediation;
using Autocura.Remediation.Actions;

namespace Autocura.Functions.Tests.Remediation.Actions;

public sealed class RestartWorkloadTests : ActionConformance
{
    protected override IRemediationAction Action => new RestartWorkload(Edit, Cluster.Time);

    protected override ObjectKey Target => ObjectKey.Apps("deployments", "shop", "cart");

    protected override PlanStep Step => new(ActionNames.RestartWorkload, Deployment("cart"), Parameters(), "test");

    protected override void Break()
    {
        // a restart suits a workload that nothing visible is wrong with
    }

    [Fact]
    public async Task Every_pod_is_replaced()
    {
        var before = Pods();
        await Action.ApplyAsync(await Action.PrepareAsync(Step, "key", CancellationToken.None), CancellationToken.None);
        await Cluster.RunAsync(TimeSpan.FromMinutes(2));

        Pods().Count.ShouldBe(before.Count);
        Pods().Intersect(before).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_paused_rollout_is_refused()
    {
        Cluster.Edit(Target, cart => cart["spec"]!["paused"] = true);

        (await Action.PrepareAsync(Step, "key", CancellationToken.None)).Refused.ShouldNotBeNull().ShouldContain("paused");
    }

    private List<string> Pods() => [.. Cluster.Store.List("", "pods", "shop").Select(pod => pod["metadata"]!["name"]!.GetValue<string>()).Where(name => name.StartsWith("cart-", StringComparison.Ordinal))];
}
