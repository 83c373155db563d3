using System.Text;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Scenarios;
using Autocura.Incidents;
using Autocura.KnownGood;

namespace Autocura.Scenarios.KnownGood;

/// <summary>Good states are kept while all is well, cost nothing while nothing changes, and are forgotten when they are of no use.</summary>
public sealed class CaptureStories
{
    private const string Group = "autocura.cognitiva.io";
    private const string Namespace = "shop";

    private static readonly KnownGoodOptions Quick = new() { KeepDeleted = TimeSpan.FromMinutes(3) };

    private static readonly ObjectKey Settings = ObjectKey.Core("configmaps", Namespace, "settings");

    [Fact]
    public async Task Nothing_is_kept_before_the_namespace_has_been_healthy_for_the_settle_time_and_nothing_is_written_twice()
    {
        await using var kept = await OpenAsync();

        (await kept.CaptureAsync()).Written.ShouldBe(0);
        (await kept.PassAsync(1)).Written.ShouldBe(0);
        var first = await kept.PassAsync(1);
        var records = Records(kept);
        var again = await kept.PassAsync(3);

        first.Written.ShouldBeGreaterThan(0);
        records.Count.ShouldBe(first.Written + 1, "one record an object, and the namespace's own");
        again.Written.ShouldBe(0);
        again.Problems.ShouldBeEmpty();
        Records(kept).Count.ShouldBe(records.Count);
    }

    [Fact]
    public async Task A_change_that_does_no_harm_becomes_a_version_and_the_one_before_is_still_there()
    {
        await using var kept = await OpenAsync();
        Create(kept, Map("1"));
        await kept.PassAsync(5);
        var before = kept.Stage.Now;
        await kept.Stage.UntilAsync(TimeSpan.FromSeconds(10), _ => false);
        Edit(kept, "2");

        (await kept.PassAsync(1)).Waiting.ShouldBe(0, "of a ConfigMap that was just written not even the content is read");
        await kept.PassAsync(3);

        var versions = Records(kept).Where(record => $"{record["spec"]!["resource"]!["name"]}" == "settings").ToList();
        versions.Count.ShouldBe(2);
        versions.Count(version => version["spec"]!["healthyUntil"] is not null).ShouldBe(1);
        versions.ShouldAllBe(version => $"{version["spec"]!["changedBy"]}".Length > 0);
        (await FindAsync(kept, before))!["data"]!["level"]!.ToString().ShouldBe("1");
        (await FindAsync(kept, kept.Stage.Now))!["data"]!["level"]!.ToString().ShouldBe("1", "the newer one is not proven yet");
    }

    [Fact]
    public async Task While_something_is_wrong_nothing_is_kept_and_the_reason_is_told()
    {
        await using var kept = await OpenAsync();
        Create(kept, Map("1"));
        await kept.PassAsync(4);
        await kept.Stage.MakeAsync(ScenarioCatalog.Load().Find("bad-image").Steps);
        Edit(kept, "2");

        var report = await kept.PassAsync(4);

        var told = report.Namespaces.Single(ns => ns.Name == Namespace);
        told.IsHealthy.ShouldBe(false);
        told.Reason.ShouldContain("Deployment cart");
        Records(kept).Count(record => $"{record["spec"]!["resource"]!["name"]}" == "settings").ShouldBe(1);
        var health = Records(kept).Single(record => record.Name() == "namespace-health");
        health["status"]!["conditions"]![0]!["status"]!.ToString().ShouldBe("False");
        health["status"]!["healthySince"].ShouldBeNull();
    }

    [Fact]
    public async Task A_metrics_source_that_does_not_answer_means_not_measured()
    {
        await using var kept = await OpenAsync();
        await kept.Stage.Monitoring.DisposeAsync();

        var report = await kept.PassAsync(4);

        report.Namespaces.ShouldAllBe(ns => ns.IsHealthy == null && ns.Reason.StartsWith("Not measured", StringComparison.Ordinal));
        report.Written.ShouldBe(0);
    }

    [Fact]
    public async Task What_is_gone_while_all_is_well_is_forgotten_after_a_while()
    {
        await using var kept = await OpenAsync(Quick);
        Create(kept, Map("1"));
        await kept.PassAsync(4);
        kept.Stage.Cluster.Store.Delete(Settings, Person);

        await kept.PassAsync(1);
        var remembered = Records(kept).Single(record => $"{record["spec"]!["resource"]!["name"]}" == "settings");
        await kept.PassAsync(4);

        remembered["spec"]!["goneSince"].ShouldNotBeNull();
        Records(kept).ShouldNotContain(record => $"{record["spec"]!["resource"]!["name"]}" == "settings");
    }

    [Fact]
    public async Task Two_hosts_at_once_write_the_same_records()
    {
        await using var kept = await OpenAsync();
        await kept.PassAsync(1);
        await kept.Stage.UntilAsync(TimeSpan.FromMinutes(1), _ => false);

        var reports = await Task.WhenAll(kept.CaptureAsync(), kept.CaptureAsync());

        reports.ShouldAllBe(report => report.Problems.Count == 0);
        Records(kept).Count.ShouldBe(reports.Max(report => report.Written) + 1);
        (await kept.PassAsync(2)).Written.ShouldBe(0);
    }

    [Fact]
    public async Task Of_a_secret_no_value_is_ever_stored_or_told()
    {
        const string Value = "sk-live-51HcorrectHorseBatteryStaple";
        await using var kept = await OpenAsync();
        AllowSecrets(kept);
        Create(kept, Secret(Value));
        await kept.PassAsync(5);
        kept.Stage.Cluster.Store.Update(ObjectKey.Core("secrets", Namespace, "payment"), secret => { secret["data"]!["api-key"] = Base64("another" + Value); return secret; }, Person);

        var changes = await kept.ChangesAsync(new WorkloadRef("test", "Deployment", Namespace, "payment"));

        var record = Records(kept).Single(found => $"{found["spec"]!["resource"]!["kind"]}" == "Secret");
        record["spec"]!["keyHashes"]!["api-key"]!.ToString().Length.ShouldBe(64);
        var everything = string.Join('\n', Records(kept).Select(found => found.ToJsonString()));
        everything.ShouldNotContain(Value);
        everything.ShouldNotContain(Base64(Value));
        var change = changes.ShouldHaveSingleItem();
        change.Target.Kind.ShouldBe("Secret");
        $"{change.Fields.ShouldHaveSingleItem()}".ShouldBe("FieldChange { Path = data.api-key, Before = [redacted], After = [redacted] }");
    }

    [Fact]
    public async Task Without_the_right_to_read_secrets_everything_else_is_kept()
    {
        await using var kept = await OpenAsync();
        Create(kept, Secret("hunter2hunter2"));

        var report = await kept.PassAsync(4);

        report.Problems.ShouldBeEmpty();
        Records(kept).ShouldContain(record => $"{record["spec"]!["resource"]!["kind"]}" == "Deployment");
        Records(kept).ShouldNotContain(record => $"{record["spec"]!["resource"]!["kind"]}" == "Secret");
    }

    [Fact]
    public async Task Of_what_is_too_large_only_the_hash_is_kept_with_the_reason()
    {
        await using var kept = await OpenAsync(new KnownGoodOptions { MaxObjectBytes = 2_000 });
        Create(kept, Map(new string('x', 3_000)));
        await kept.PassAsync(5);

        var record = Records(kept).Single(found => $"{found["spec"]!["resource"]!["name"]}" == "settings");

        record["spec"]!["object"].ShouldBeNull();
        record["spec"]!["omitted"]!.ToString().ShouldContain("MaxObjectBytes");
    }

    private static Actor Person => ApplicationInstallation.Developer("kubectl-edit");

    private static Task<KeptStage> OpenAsync(KnownGoodOptions? options = null) => KeptStage.OpenAsync(ScenarioCatalog.Load().Find("healthy"), options);

    private static IReadOnlyList<JsonObject> Records(KeptStage kept) => [.. kept.Stage.Cluster.Store.List(Group, "knowngoods", Namespace)];

    private static async Task<JsonObject?> FindAsync(KeptStage kept, DateTimeOffset before) =>
        (await kept.Store.FindAsync(kept.Client, new ObjectRef("v1", "ConfigMap", Namespace, "settings"), before, CancellationToken.None))?.Content;

    private static void Create(KeptStage kept, JsonObject manifest)
    {
        var plural = manifest["kind"]!.ToString() == "Secret" ? "secrets" : "configmaps";
        kept.Stage.Cluster.Store.Create(ObjectKey.Core(plural, Namespace, manifest.Name()), manifest, Person);
    }

    private static void Edit(KeptStage kept, string level) => kept.Stage.Cluster.Store.Update(Settings, map => { map["data"]!["level"] = level; return map; }, Person);

    private static JsonObject Map(string level) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject { ["name"] = "settings", ["namespace"] = Namespace },
        ["data"] = new JsonObject { ["level"] = level },
    };

    private static JsonObject Secret(string value) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Secret",
        ["type"] = "Opaque",
        ["metadata"] = new JsonObject
        {
            ["name"] = "payment",
            ["namespace"] = Namespace,
            ["annotations"] = new JsonObject { ["kubectl.kubernetes.io/last-applied-configuration"] = $$"""{"stringData":{"api-key":"{{value}}"} }""" },
        },
        ["data"] = new JsonObject { ["api-key"] = Base64(value) },
    };

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static void AllowSecrets(KeptStage kept)
    {
        const string Rights = "rbac.authorization.k8s.io";
        var store = kept.Stage.Cluster.Store;
        store.Create(new(Rights, "clusterroles", null, "autocura-secret-reader"), Json("""
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"autocura-secret-reader"},
             "rules":[{"apiGroups":[""],"resources":["secrets"],"verbs":["get","list"]}]}
            """), Person);
        store.Create(new(Rights, "clusterrolebindings", null, "autocura-secret-reader"), Json("""
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding","metadata":{"name":"autocura-secret-reader"},
             "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"autocura-secret-reader"},
             "subjects":[{"kind":"ServiceAccount","name":"autocura","namespace":"autocura-cognitiva"}]}
            """), Person);
    }

    private static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();
}
