using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;

namespace Autocura.Embedded.Tests.Cluster.Extensions.GitOps;

public sealed class KustomizationControllerTests
{
    private static readonly ObjectKey Key = new("kustomize.toolkit.fluxcd.io", "kustomizations", "test", "shop");

    [Fact]
    public async Task A_kustomization_applies_its_folder_and_says_what_it_has_made()
    {
        await using var cluster = await WithAsync();
        await cluster.RunAsync(1);
        Ready(cluster).ShouldBe(("True", "ReconciliationSucceeded"));
        cluster.Store.Find(Key).Items("status", "inventory", "entries").Select(entry => entry.Text("id")).ShouldBe(["test_cart_apps_Deployment", "test_cart-settings__ConfigMap"]);
        cluster.Store.Find(RepositoryFolder.Deployment)!.Label("kustomize.toolkit.fluxcd.io/name").ShouldBe("shop");
        RepositoryFolder.Managers(cluster).ShouldContain("kustomize-controller/Apply");
    }

    [Fact]
    public async Task What_others_change_stands_until_the_interval_is_over()
    {
        await using var cluster = await WithAsync();
        await cluster.RunAsync(1);
        RepositoryFolder.Scale(cluster, 5);
        await cluster.RunAsync(50);
        RepositoryFolder.Replicas(cluster).ShouldBe(5);
        await cluster.RunAsync(15);
        RepositoryFolder.Replicas(cluster).ShouldBe(2);
    }

    [Fact]
    public async Task Suspended_it_undoes_nothing_and_resumed_it_does_at_once()
    {
        await using var cluster = await WithAsync();
        await cluster.RunAsync(1);
        cluster.Live.Update(Key, kustomization => kustomization.Ensure("spec")["suspend"] = true);
        RepositoryFolder.Scale(cluster, 5);
        await cluster.RunAsync(600);
        RepositoryFolder.Replicas(cluster).ShouldBe(5);
        cluster.Live.Update(Key, kustomization => kustomization.Ensure("spec")["suspend"] = false);
        await cluster.RunAsync(1);
        RepositoryFolder.Replicas(cluster).ShouldBe(2);
    }

    [Fact]
    public async Task It_can_be_asked_to_look_at_once()
    {
        await using var cluster = await WithAsync();
        await cluster.RunAsync(1);
        RepositoryFolder.Scale(cluster, 5);
        cluster.Live.Update(Key, kustomization => kustomization.Ensure("metadata", "annotations")["reconcile.fluxcd.io/requestedAt"] = "now");
        await cluster.RunAsync(1);
        RepositoryFolder.Replicas(cluster).ShouldBe(2);
        cluster.Store.Find(Key).Text("status", "lastHandledReconcileAt").ShouldBe("now");
    }

    [Fact]
    public async Task A_commit_arrives_through_the_source_and_what_it_removes_is_pruned()
    {
        await using var cluster = await WithAsync();
        await cluster.RunAsync(1);
        RepositoryFolder.Commit(cluster, "cart:2", withoutSettings: true);
        await cluster.RunAsync(31);
        RepositoryFolder.Image(cluster).ShouldBe("cart:2");
        cluster.Store.Find(RepositoryFolder.ConfigMap).ShouldBeNull();
    }

    [Fact]
    public async Task Without_its_source_it_is_not_ready()
    {
        await using var cluster = await ExtensionCluster.StartAsync();
        cluster.Create("kustomize.toolkit.fluxcd.io/v1", "Kustomization", "shop", Specification);
        await cluster.RunAsync(1);
        Ready(cluster).ShouldBe(("False", "ArtifactFailed"));
    }

    [Fact]
    public async Task Deleted_it_takes_its_objects_along()
    {
        await using var cluster = await WithAsync();
        await cluster.RunAsync(1);
        cluster.Store.Delete(Key, cluster.Live.Developer);
        await cluster.RunAsync(60);
        cluster.Store.Find(Key).ShouldBeNull();
        cluster.Store.Find(RepositoryFolder.Deployment).ShouldBeNull();
    }

    private const string Specification = """{"interval":"1m","prune":true,"path":"./apps/test","targetNamespace":"test","sourceRef":{"kind":"GitRepository","name":"shop"}}""";

    private static async Task<ExtensionCluster> WithAsync()
    {
        var cluster = await ExtensionCluster.StartAsync();
        RepositoryFolder.Put(cluster);
        cluster.Create("source.toolkit.fluxcd.io/v1", "GitRepository", "shop", $$"""{"interval":"30s","url":"{{RepositoryFolder.Url}}","ref":{"branch":"main"} }""");
        cluster.Create("kustomize.toolkit.fluxcd.io/v1", "Kustomization", "shop", Specification);
        return cluster;
    }

    private static (string?, string?) Ready(ExtensionCluster cluster)
    {
        var ready = cluster.Store.Find(Key).Items("status", "conditions").Single();
        return (ready.Text("status"), ready.Text("reason"));
    }
}
