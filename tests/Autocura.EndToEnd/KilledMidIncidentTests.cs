using Autocura.Incidents;

namespace Autocura.EndToEnd;

/// <summary>The host is killed with SIGKILL between webhook and verdict, again and again, and started on the same folder: nothing is lost, nothing is done twice.</summary>
public sealed class KilledMidIncidentTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);
    private static readonly string Cart = new WorkloadRef("simulated", "Deployment", "shop", "cart").InstanceId;

    [RealClientFact("kubectl")]
    public async Task An_incident_that_is_killed_in_every_phase_still_heals_with_one_change()
    {
        await using var host = await BrokenAsync();

        await host.UntilAsync("an intake is stored", () => HasIntakeAsync(host), Deadline);
        await RestartAsync(host);
        foreach (var phase in (IncidentPhase[])[IncidentPhase.Analyzing, IncidentPhase.Planning, IncidentPhase.Remediating, IncidentPhase.Verifying])
        {
            await host.UntilAsync($"the incident is {phase} or past it", async () => await host.PhaseAsync(Cart) >= phase, Deadline);
            await RestartAsync(host);
        }

        await HealedOnceAsync(host);
    }

    [RealClientFact("kubectl")]
    public async Task A_host_that_is_killed_right_after_its_change_reached_the_cluster_does_not_make_it_again()
    {
        await using var host = await BrokenAsync();

        await host.UntilAsync("the change is in the cluster", async () => (await host.OwnWritesAsync("deployments", "cart")).Count > 0, Deadline);
        await RestartAsync(host);

        await HealedOnceAsync(host);
    }

    private static async Task<HostProcess> BrokenAsync()
    {
        var host = new HostProcess();
        await host.StartAsync();
        await host.ShopIsUpAsync();
        await host.KubectlAsync("set", "image", "deployment/cart", "cart=registry.shop.example/cart:no-such-tag", "-n", "shop");
        return host;
    }

    private static async Task RestartAsync(HostProcess host)
    {
        await host.KillAsync();
        await host.StartAsync();
    }

    private static async Task HealedOnceAsync(HostProcess host)
    {
        await host.UntilAsync("the incident is completed", async () => (await host.InstanceAsync(Cart))?["runtimeStatus"]?.GetValue<string>() == "Completed", Deadline);
        var ended = (await host.InstanceAsync(Cart))!;
        ended["output"]!["Kind"]!.GetValue<string>().ShouldBe("Healed", ended.ToJsonString());
        (await host.OwnWritesAsync("deployments", "cart")).Count.ShouldBe(1);
        (await host.KubectlAsync("get", "deployment", "cart", "-n", "shop", "-o", "jsonpath={.status.availableReplicas}/{.spec.replicas}")).ShouldBe("3/3");
    }

    private static async Task<bool> HasIntakeAsync(HostProcess host) =>
        (await host.Http.GetStringAsync("runtime/webhooks/durabletask/instances?instanceIdPrefix=intake-")).Contains("\"instanceId\"", StringComparison.Ordinal);
}
