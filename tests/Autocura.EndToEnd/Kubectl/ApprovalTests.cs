using Autocura.Incidents;

namespace Autocura.EndToEnd.Kubectl;

/// <summary>Deciding on a plan with the real kubectl: a word on its record.</summary>
public sealed class ApprovalTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(3);
    private static readonly string Cart = new WorkloadRef("simulated", "Deployment", "shop", "cart").InstanceId;

    [RealClientFact("kubectl")]
    public async Task A_plan_that_is_annotated_as_approved_is_carried_out_and_the_record_says_who_and_why()
    {
        await using var host = new HostProcess();
        await host.StartAsync("--mode", "approve");
        await host.ShopIsUpAsync();

        await host.KubectlAsync("set", "image", "deployment/cart", "cart=registry.shop.example/cart:no-such-tag", "-n", "shop");
        await host.UntilAsync("a plan waits for approval", async () => await host.PhaseAsync(Cart) == IncidentPhase.AwaitingApproval, Soon);
        var plan = (await host.KubectlAsync("get", "remediationplans", "-n", "shop", "-l", "autocura.io/waiting-for=approval", "-o", "name")).Trim();
        (await host.OwnWritesAsync("deployments", "cart")).ShouldBeEmpty();

        await host.KubectlAsync("annotate", plan, "-n", "shop", "autocura.io/approve=ana: the release is mine");
        await host.UntilAsync("the incident is completed", async () => (await host.InstanceAsync(Cart))?["runtimeStatus"]?.GetValue<string>() == "Completed", Soon);

        (await host.InstanceAsync(Cart))!["output"]!["Kind"]!.GetValue<string>().ShouldBe("Healed");
        (await host.KubectlAsync("get", plan, "-n", "shop", "-o", "jsonpath={.status.review.decidedBy} {.status.review.decisions}"))
            .ShouldBe("ana [\"Approved by ana (kubectl): the release is mine.\"]");
        (await host.KubectlAsync("get", "remediationplans", "-n", "shop", "-l", "autocura.io/waiting-for=approval", "-o", "name")).ShouldBeEmpty();
    }
}
