using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Ledger;
using Autocura.Support;

namespace Autocura.Functions.Tests.Ledger;

public sealed class RecordPruningTests
{
    private static readonly RetentionOptions Short = new() { HistoryDays = 2, UnroutedDays = 1 };

    [Fact]
    public async Task What_is_too_old_goes_and_what_is_new_or_unfinished_stays()
    {
        await using var cluster = await TestCluster.StartAsync();
        var begun = cluster.Time.GetUtcNow();
        Issue(cluster, "old", "Resolved", begun.AddDays(-3));
        Issue(cluster, "young", "Escalated", begun.AddDays(-1));
        Issue(cluster, "worked-on", "AwaitingApproval", begun.AddDays(-3));
        Anomaly(cluster, "unrouted", owner: null);
        Anomaly(cluster, "of-the-young", owner: "young");

        (await PruneAsync(cluster)).ShouldBe(1);
        cluster.Time.Advance(TimeSpan.FromHours(25));
        (await PruneAsync(cluster)).ShouldBe(2);

        Names(cluster, "issues").ShouldBe(["worked-on"]);
        Names(cluster, "anomalies").ShouldNotContain("unrouted");
    }

    [Fact]
    public async Task Nothing_is_deleted_that_the_cluster_refuses_to_show()
    {
        await using var cluster = await TestCluster.StartAsync();
        Issue(cluster, "old", "Resolved", cluster.Time.GetUtcNow().AddDays(-3));
        cluster.Faults.Set([new() { Kind = Embedded.Cluster.Faults.FaultKind.Refusal, Verbs = ["list"], Resources = ["issues"], Code = 403 }], seed: 1);

        await Should.ThrowAsync<Autocura.Cluster.ClusterException>(() => PruneAsync(cluster));

        Names(cluster, "issues").ShouldBe(["old"]);
    }

    private static Task<int> PruneAsync(TestCluster cluster) => new RecordPruning(cluster.Clusters, cluster.Time).RunAsync("test", Short, CancellationToken.None);

    private static IEnumerable<string> Names(TestCluster cluster, string plural) => cluster.Store.List("autocura.cognitiva.io", plural, "shop").Select(found => found["metadata"]!["name"]!.GetValue<string>());

    private static void Issue(TestCluster cluster, string name, string state, DateTimeOffset lastWord) => cluster.Store.Create(
        new ObjectKey("autocura.cognitiva.io", "issues", "shop", name),
        new JsonObject
        {
            ["apiVersion"] = "autocura.cognitiva.io/v1alpha1",
            ["kind"] = "Issue",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "shop" },
            ["spec"] = new JsonObject { ["severity"] = "low", ["resource"] = new JsonObject { ["kind"] = "Deployment", ["name"] = "cart", ["namespace"] = "shop" } },
            ["status"] = new JsonObject { ["state"] = state, ["timeline"] = new JsonArray(new JsonObject { ["at"] = $"{lastWord:yyyy-MM-dd'T'HH:mm:ss'Z'}", ["phase"] = state, ["message"] = "." }) },
        },
        Actor.ApiServer);

    private static void Anomaly(TestCluster cluster, string name, string? owner)
    {
        var metadata = new JsonObject { ["name"] = name, ["namespace"] = "shop" };
        if (owner is not null)
        {
            var uid = cluster.Store.Find(new ObjectKey("autocura.cognitiva.io", "issues", "shop", owner))!["metadata"]!["uid"]!.GetValue<string>();
            metadata["ownerReferences"] = new JsonArray(new JsonObject { ["apiVersion"] = "autocura.cognitiva.io/v1alpha1", ["kind"] = "Issue", ["name"] = owner, ["uid"] = uid });
        }

        cluster.Store.Create(
            new ObjectKey("autocura.cognitiva.io", "anomalies", "shop", name),
            new JsonObject
            {
                ["apiVersion"] = "autocura.cognitiva.io/v1alpha1",
                ["kind"] = "Anomaly",
                ["metadata"] = metadata,
                ["spec"] = new JsonObject { ["signalType"] = "error_rate", ["source"] = "manual", ["severity"] = "low", ["resource"] = new JsonObject { ["kind"] = "Deployment", ["name"] = "cart", ["namespace"] = "shop" } },
            },
            Actor.ApiServer);
    }
}
