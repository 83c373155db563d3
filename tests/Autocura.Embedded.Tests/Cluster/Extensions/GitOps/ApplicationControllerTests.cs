using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;

namespace Autocura.Embedded.Tests.Cluster.Extensions.GitOps;

public sealed class ApplicationControllerTests
{
    private const string Healing = ""","syncPolicy":{"automated":{"prune":true,"selfHeal":true}}""";
    private static readonly ObjectKey Key = new("argoproj.io", "applications", "test", "shop");

    [Fact]
    public async Task An_application_is_synced_and_becomes_healthy()
    {
        await using var cluster = await WithAsync(Healing);
        await cluster.RunAsync(60);
        (Status(cluster, "sync"), Status(cluster, "health")).ShouldBe(("Synced", "Healthy"));
        cluster.Store.Find(RepositoryFolder.Deployment)!.Annotation("argocd.argoproj.io/tracking-id").ShouldBe("shop:apps/Deployment:test/cart");
        RepositoryFolder.Managers(cluster).ShouldContain("argocd-controller/Apply");
        cluster.Live.PodsOf("cart").Count.ShouldBe(2);
        cluster.Store.Find(Key).Text("status", "operationState", "phase").ShouldBe("Succeeded");
    }

    [Fact]
    public async Task What_others_change_is_undone_within_seconds_when_it_heals_itself()
    {
        await using var cluster = await WithAsync(Healing);
        await cluster.RunAsync(60);
        RepositoryFolder.Scale(cluster, 5);
        await cluster.RunAsync(1);
        Status(cluster, "sync").ShouldBe("OutOfSync");
        RepositoryFolder.Replicas(cluster).ShouldBe(5);
        await cluster.RunAsync(6);
        RepositoryFolder.Replicas(cluster).ShouldBe(2);
        Status(cluster, "sync").ShouldBe("Synced");

        cluster.Store.Delete(RepositoryFolder.ConfigMap, cluster.Live.Developer);
        await cluster.RunAsync(10);
        cluster.Store.Find(RepositoryFolder.ConfigMap).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(""","syncPolicy":{"automated":{"selfHeal":false}}""")]
    [InlineData(""","syncPolicy":{"automated":{"selfHeal":true,"enabled":false}}""")]
    [InlineData("")]
    public async Task Without_self_healing_it_only_says_so(string policy)
    {
        await using var cluster = await WithAsync(Healing);
        await cluster.RunAsync(60);
        cluster.Live.Update(Key, application => application["spec"] = Specification(policy));
        RepositoryFolder.Scale(cluster, 5);
        await cluster.RunAsync(600);
        Status(cluster, "sync").ShouldBe("OutOfSync");
        RepositoryFolder.Replicas(cluster).ShouldBe(5);
    }

    [Fact]
    public async Task A_commit_is_taken_up_at_the_next_look_and_what_it_removes_is_pruned()
    {
        await using var cluster = await WithAsync(Healing);
        await cluster.RunAsync(60);
        RepositoryFolder.Commit(cluster, "cart:2", withoutSettings: true);
        await cluster.RunAsync(200);
        RepositoryFolder.Image(cluster).ShouldBe("cart:2");
        cluster.Store.Find(RepositoryFolder.ConfigMap).ShouldBeNull();
        Status(cluster, "sync").ShouldBe("Synced");
    }

    [Fact]
    public async Task A_sync_that_is_asked_for_is_done_once()
    {
        await using var cluster = await WithAsync("");
        await cluster.RunAsync(10);
        (Status(cluster, "sync"), Status(cluster, "health")).ShouldBe(("OutOfSync", "Missing"));
        cluster.Live.Update(Key, application => application["operation"] = new JsonObject { ["sync"] = new JsonObject() });
        await cluster.RunAsync(60);
        (Status(cluster, "sync"), Status(cluster, "health")).ShouldBe(("Synced", "Healthy"));
        cluster.Store.Find(Key)!["operation"].ShouldBeNull();
    }

    [Fact]
    public async Task Ignored_differences_are_none_and_a_skipped_application_is_left_alone()
    {
        await using var cluster = await WithAsync(Healing + ""","ignoreDifferences":[{"group":"apps","kind":"Deployment","jsonPointers":["/spec/replicas"]}]""");
        await cluster.RunAsync(60);
        RepositoryFolder.Scale(cluster, 5);
        await cluster.RunAsync(300);
        (Status(cluster, "sync"), RepositoryFolder.Replicas(cluster)).ShouldBe(("Synced", 5));

        cluster.Live.Update(Key, application =>
        {
            application.Ensure("metadata", "annotations")["argocd.argoproj.io/skip-reconcile"] = "true";
            application["spec"] = Specification(Healing);
        });
        await cluster.RunAsync(300);
        RepositoryFolder.Replicas(cluster).ShouldBe(5);
    }

    [Fact]
    public async Task A_repository_that_is_not_there_is_told()
    {
        await using var cluster = await ExtensionCluster.StartAsync();
        cluster.Create("argoproj.io/v1alpha1", "Application", "shop", Specification("").ToJsonString());
        await cluster.RunAsync(1);
        Status(cluster, "sync").ShouldBe("Unknown");
        cluster.Store.Find(Key).Items("status", "conditions").Single().Text("type").ShouldBe("ComparisonError");
    }

    [Fact]
    public async Task With_its_finalizer_an_application_takes_its_objects_along()
    {
        await using var cluster = await WithAsync(Healing);
        cluster.Live.Update(Key, application => application.Ensure("metadata")["finalizers"] = new JsonArray("resources-finalizer.argocd.argoproj.io"));
        await cluster.RunAsync(60);
        cluster.Store.Delete(Key, cluster.Live.Developer);
        await cluster.RunAsync(60);
        cluster.Store.Find(Key).ShouldBeNull();
        cluster.Store.Find(RepositoryFolder.Deployment).ShouldBeNull();
    }

    private static async Task<ExtensionCluster> WithAsync(string more)
    {
        var cluster = await ExtensionCluster.StartAsync();
        RepositoryFolder.Put(cluster);
        cluster.Create("argoproj.io/v1alpha1", "Application", "shop", Specification(more).ToJsonString());
        return cluster;
    }

    private static JsonObject Specification(string more) => JsonNode.Parse(
        $$"""{"project":"default","destination":{"namespace":"test"},"source":{"repoURL":"{{RepositoryFolder.Url}}.git","path":"apps/test"}{{more}}}""")!.AsObject();

    private static string? Status(ExtensionCluster cluster, string what) => cluster.Store.Find(Key).Text("status", what, "status");
}
