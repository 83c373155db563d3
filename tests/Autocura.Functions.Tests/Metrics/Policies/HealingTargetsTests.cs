using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Embedded.Cluster;
using Autocura.Incidents;
using Autocura.Metrics.Policies;
using Autocura.Support;

namespace Autocura.Functions.Tests.Metrics.Policies;

public sealed class HealingTargetsTests
{
    [Fact]
    public async Task Who_is_meant_is_good_for_some_seconds_and_what_a_policy_says_is_read_anew()
    {
        await using var cluster = await TestCluster.StartAsync();
        var targets = new HealingTargets(cluster.Time);
        var cart = new WorkloadRef(cluster.Client.Name, "Deployment", "shop", "cart");
        async Task<IReadOnlyList<string>> OwnAsync() =>
            [.. (await targets.OfAsync(cluster.Client, cart, CancellationToken.None)).Select(policy => $"{policy.Ref.Name} {policy.Manifest["status"]?["attempts"]}").Order(StringComparer.Ordinal)];
        cluster.Store.Create(Key("own"), Policy("own", "cart"), Actor.ApiServer);
        cluster.Store.Create(Key("gone"), Policy("gone", "cart"), Actor.ApiServer);
        cluster.Store.Create(Key("other"), Policy("other", "payment"), Actor.ApiServer);
        (await OwnAsync()).ShouldBe(["gone ", "own "]);

        cluster.Edit(Key("own"), policy => policy["status"] = new JsonObject { ["attempts"] = 2 });
        cluster.Store.Delete(Key("gone"), Actor.ApiServer);
        cluster.Store.Create(Key("late"), Policy("late", "cart"), Actor.ApiServer);
        (await OwnAsync()).ShouldBe(["own 2"]);

        await cluster.RunAsync(TimeSpan.FromSeconds(5));
        (await OwnAsync()).ShouldBe(["late ", "own 2"]);
    }

    private static ObjectKey Key(string name) => new(Kinds.OwnGroup, "healingpolicies", "shop", name);

    private static JsonObject Policy(string name, string workload) => new()
    {
        ["apiVersion"] = "autocura.cognitiva.io/v1",
        ["kind"] = "HealingPolicy",
        ["metadata"] = new JsonObject { ["namespace"] = "shop", ["name"] = name },
        ["spec"] = new JsonObject
        {
            ["targetRef"] = new JsonObject { ["apiVersion"] = "apps/v1", ["kind"] = "Deployment", ["namespace"] = "shop", ["name"] = workload },
            ["metrics"] = new JsonArray(),
            ["healingActions"] = new JsonArray(),
        },
    };
}
