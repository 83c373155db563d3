using Autocura.Embedded.Cluster;
using static Autocura.Embedded.Tests.Cluster.TemporaryStore;

namespace Autocura.Embedded.Tests.Cluster;

public sealed class ObjectStoreTests
{
    [Fact]
    public void A_created_object_gets_identity_time_version_and_generation()
    {
        using var cluster = new TemporaryStore();
        var created = cluster.CreateDeployment("cart");

        created.Name().ShouldBe("cart");
        created.Namespace().ShouldBe("shop");
        Guid.TryParse(created.Uid(), out _).ShouldBeTrue();
        created.Text("metadata", "creationTimestamp").ShouldBe("2026-01-02T03:04:05Z");
        created.Number("metadata", "generation").ShouldBe(1);
        created.ResourceVersion().ShouldBe(cluster.Store.ResourceVersion.ToString());
    }

    [Fact]
    public void Uids_repeat_with_the_seed_and_the_history()
    {
        using var first = new TemporaryStore();
        using var second = new TemporaryStore();
        first.CreateDeployment("cart").Uid().ShouldBe(second.CreateDeployment("cart").Uid());
        first.CreateDeployment("catalog").Uid().ShouldNotBe(first.Store.Find(Deployment("cart"))!.Uid());
    }

    [Fact]
    public void A_change_that_changes_nothing_bumps_nothing()
    {
        using var cluster = new TemporaryStore();
        var created = cluster.CreateDeployment("cart", replicas: 2);
        cluster.Store.Update(Deployment("cart"), cart => With(cart, 2), Tester).ResourceVersion().ShouldBe(created.ResourceVersion());
        cluster.Store.Update(Deployment("cart"), cart => With(cart, 3), Tester).ResourceVersion().ShouldNotBe(created.ResourceVersion());
    }

    [Fact]
    public void Generation_counts_changes_of_spec_and_not_of_status()
    {
        using var cluster = new TemporaryStore();
        cluster.CreateDeployment("cart");
        var status = cluster.Store.Update(
            Deployment("cart"),
            cart =>
            {
                cart.Ensure("status")["replicas"] = 1;
                return cart;
            },
            Tester);
        status.Number("metadata", "generation").ShouldBe(1);
        cluster.Store.Update(Deployment("cart"), cart => With(cart, 5), Tester).Number("metadata", "generation").ShouldBe(2);
    }

    [Fact]
    public void A_batch_that_fails_leaves_no_trace()
    {
        using var cluster = new TemporaryStore();
        var before = cluster.Store.ResourceVersion;
        var announced = new List<ObjectChange>();
        using var observing = cluster.Store.Observe(announced.Add);

        Should.Throw<ApiStatusException>(() => cluster.Store.Batch(() =>
        {
            cluster.CreateDeployment("cart");
            cluster.Store.Find(Deployment("cart")).ShouldNotBeNull();
            cluster.CreateDeployment("cart");
        })).Status.Reason.ShouldBe("AlreadyExists");

        cluster.Store.Find(Deployment("cart")).ShouldBeNull();
        cluster.Store.ResourceVersion.ShouldBe(before);
        announced.ShouldBeEmpty();
    }

    [Fact]
    public void A_dry_run_answers_and_writes_nothing()
    {
        using var cluster = new TemporaryStore();
        cluster.Store.DryRun(() => cluster.CreateDeployment("cart")).Uid().ShouldNotBeEmpty();
        cluster.Store.Find(Deployment("cart")).ShouldBeNull();
        cluster.Reopen().List("apps", "deployments").ShouldBeEmpty();
    }

    [Fact]
    public void Everything_is_there_after_a_restart_and_versions_go_on()
    {
        using var cluster = new TemporaryStore();
        var created = cluster.CreateDeployment("cart");
        cluster.CreateDeployment("catalog");
        cluster.Store.Delete(Deployment("catalog"), Tester);
        var version = cluster.Store.ResourceVersion;

        var reopened = cluster.Reopen();

        reopened.Find(Deployment("cart"))!.ToJsonString().ShouldBe(created.ToJsonString());
        reopened.Find(Deployment("catalog")).ShouldBeNull();
        reopened.ResourceVersion.ShouldBe(version);
        long.Parse(cluster.CreateDeployment("payment").ResourceVersion()).ShouldBeGreaterThan(version);
    }

    [Fact]
    public void A_caller_that_keeps_changing_its_object_does_not_change_the_stored_one()
    {
        using var cluster = new TemporaryStore();
        var mine = Parse("""{"apiVersion":"v1","kind":"ConfigMap","data":{"a":"1"}}""");
        var key = ObjectKey.Core("configmaps", "shop", "settings");
        cluster.Store.Create(key, mine, Tester);
        mine.Ensure("data")["a"] = "2";
        cluster.Store.Find(key).Text("data", "a").ShouldBe("1");
    }

    [Fact]
    public void A_generated_name_starts_with_its_prefix()
    {
        using var cluster = new TemporaryStore();
        var pod = cluster.Store.Create(Pod(""), Parse("""{"apiVersion":"v1","kind":"Pod","metadata":{"generateName":"cart-"}}"""), Tester);
        pod.Name().ShouldMatch("^cart-[a-z0-9]{5}$");
        cluster.Store.Find(Pod(pod.Name())).ShouldNotBeNull();
    }

    [Fact]
    public void A_watch_replays_what_happened_since_and_follows()
    {
        using var cluster = new TemporaryStore();
        var since = cluster.Store.ResourceVersion;
        cluster.CreateDeployment("cart");
        var watch = cluster.Store.StartWatch("apps", "deployments", "shop", since);
        cluster.Store.Delete(Deployment("cart"), Tester);

        watch.Changes.TryRead(out var added).ShouldBeTrue();
        added!.Kind.ShouldBe(ChangeKind.Added);
        watch.Changes.TryRead(out var deleted).ShouldBeTrue();
        deleted!.Kind.ShouldBe(ChangeKind.Deleted);
        deleted.ResourceVersion.ShouldBeGreaterThan(added.ResourceVersion);
        watch.Changes.TryRead(out _).ShouldBeFalse();
    }

    [Fact]
    public void A_watch_from_a_forgotten_version_is_refused_as_expired()
    {
        using var cluster = new TemporaryStore(history: 2);
        for (var i = 0; i < 5; i++)
        {
            cluster.CreateDeployment($"d{i}");
        }

        Should.Throw<ApiStatusException>(() => cluster.Store.StartWatch("apps", "deployments", null, 1)).Status.Code.ShouldBe(410);
    }

    [Fact]
    public void An_observer_that_writes_is_told_of_its_own_write_after_the_first()
    {
        using var cluster = new TemporaryStore();
        var seen = new List<string>();
        using var observing = cluster.Store.Observe(change =>
        {
            seen.Add(change.Key.Name);
            if (change.Key.Name == "first")
            {
                cluster.CreateDeployment("second");
            }
        });
        cluster.CreateDeployment("first");
        seen.ShouldBe(["first", "second"]);
    }

    private static System.Text.Json.Nodes.JsonObject With(System.Text.Json.Nodes.JsonObject deployment, int replicas)
    {
        deployment.Ensure("spec")["replicas"] = replicas;
        return deployment;
    }
}
