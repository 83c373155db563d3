using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Tests.Cluster.Controllers.Deployments;

public sealed class DeploymentControllerTests
{
    private static readonly ObjectKey Web = ObjectKey.Apps("deployments", "test", "web");
    private static readonly ImageProfile[] Images =
    [
        new() { Image = "web:broken", Exists = false },
        new() { Image = "web:*" },
    ];

    [Fact]
    public async Task A_new_deployment_becomes_available_and_says_so()
    {
        await using var cluster = await ReleasedAsync(replicas: 3);

        var web = cluster.Deployment("web");
        web["status"]!["conditions"]!.AsArray().Select(condition => $"{condition.Text("type")}={condition.Text("status")} {condition.Text("reason")}")
            .ShouldBe(["Available=True MinimumReplicasAvailable", "Progressing=True NewReplicaSetAvailable"], ignoreOrder: true);
        web.Condition("Progressing").Text("message").ShouldBe($"ReplicaSet \"{cluster.ReplicaSets().Single().Name()}\" has successfully progressed.");
        (web.Count("status", "replicas"), web.Count("status", "availableReplicas"), web.Count("status", "updatedReplicas")).ShouldBe((3, 3, 3));
        web.Count("status", "observedGeneration").ShouldBe(web.Count("metadata", "generation"));
        web.Annotation("deployment.kubernetes.io/revision").ShouldBe("1");
        cluster.Pods().ShouldAllBe(pod => pod.Label("pod-template-hash") == cluster.ReplicaSets().Single().Label("pod-template-hash"));
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(4, 1, 1)]
    [InlineData(5, 0, 2)]
    [InlineData(5, 3, 0)]
    public async Task A_rolling_update_never_leaves_its_limits(int replicas, int surge, int unavailable)
    {
        await using var cluster = await ReleasedAsync(replicas, web =>
            web.Ensure("spec", "strategy")["rollingUpdate"] = new JsonObject { ["maxSurge"] = surge, ["maxUnavailable"] = unavailable });
        var (most, least) = (0, int.MaxValue);
        using var watching = cluster.Store.Observe(_ =>
        {
            var pods = cluster.Pods().Where(PodTemplates.IsActive).ToList();
            most = Math.Max(most, pods.Count);
            least = Math.Min(least, pods.Count(PodTemplates.IsReady));
        });

        cluster.Update(Web, web => SetImage(web, "web:2"));
        await cluster.RunUntilAsync(() => IsReleased(cluster, "web:2"), "the new release everywhere", TimeSpan.FromMinutes(2));

        most.ShouldBeLessThanOrEqualTo(replicas + surge);
        least.ShouldBeGreaterThanOrEqualTo(replicas - unavailable);
        cluster.Pods().Where(PodTemplates.IsActive).ShouldAllBe(pod => Image(pod) == "web:2");
    }

    [Fact]
    public async Task A_release_whose_image_is_missing_stops_at_its_surge_and_times_out()
    {
        await using var cluster = await ReleasedAsync(replicas: 3);

        cluster.Update(Web, web => SetImage(web, "web:broken"));
        await cluster.RunAsync(TimeSpan.FromSeconds(599));
        cluster.Deployment("web").Condition("Progressing").Text("status").ShouldBe("True");
        cluster.Pods().Count(pod => Image(pod) == "web:broken").ShouldBe(1);
        cluster.Deployment("web").Count("status", "availableReplicas").ShouldBe(3);

        await cluster.RunAsync(TimeSpan.FromSeconds(5));
        var progressing = cluster.Deployment("web").Condition("Progressing")!;
        (progressing.Text("status"), progressing.Text("reason")).ShouldBe(("False", "ProgressDeadlineExceeded"));
        progressing.Text("message")!.ShouldEndWith("has timed out progressing.");
    }

    [Fact]
    public async Task Going_back_to_an_earlier_template_takes_its_replica_set_up_again_under_a_new_revision()
    {
        await using var cluster = await ReleasedAsync(replicas: 2);
        var first = cluster.ReplicaSets().Single().Name();
        cluster.Update(Web, web => SetImage(web, "web:2"));
        await cluster.RunUntilAsync(() => IsReleased(cluster, "web:2"), "release 2", TimeSpan.FromMinutes(1));

        cluster.Update(Web, web => web["spec"]!["template"] = WithTypedClientNoise(cluster, first));
        await cluster.RunUntilAsync(() => IsReleased(cluster, "web:1"), "release 1 again", TimeSpan.FromMinutes(1));

        cluster.ReplicaSets().Count.ShouldBe(2);
        var set = cluster.ReplicaSets().Single(set => set.Name() == first);
        set.Annotation("deployment.kubernetes.io/revision").ShouldBe("3");
        set.Annotation("deployment.kubernetes.io/revision-history").ShouldBe("1");
        cluster.Deployment("web").Annotation("deployment.kubernetes.io/revision").ShouldBe("3");
    }

    [Fact]
    public async Task Recreate_lets_every_old_pod_end_before_the_first_new_one_is_made()
    {
        await using var cluster = await ReleasedAsync(replicas: 3, web => web["spec"]!["strategy"] = new JsonObject { ["type"] = "Recreate" });
        var mixed = false;
        using var watching = cluster.Store.Observe(_ => mixed |= cluster.Pods().Select(Image).Distinct().Count() > 1);

        cluster.Update(Web, web => SetImage(web, "web:2"));
        await cluster.RunUntilAsync(() => IsReleased(cluster, "web:2"), "the new release", TimeSpan.FromMinutes(1));

        mixed.ShouldBeFalse();
    }

    [Fact]
    public async Task A_paused_deployment_scales_and_does_not_roll()
    {
        await using var cluster = await ReleasedAsync(replicas: 2);

        cluster.Update(Web, web =>
        {
            web["spec"]!["paused"] = true;
            web["spec"]!["replicas"] = 4;
            SetImage(web, "web:2");
        });
        await cluster.RunAsync(TimeSpan.FromSeconds(20));

        cluster.Pods().Select(Image).ShouldBe(["web:1", "web:1", "web:1", "web:1"]);
        cluster.Deployment("web").Condition("Progressing").Text("reason").ShouldBe("DeploymentPaused");

        cluster.Update(Web, web => web["spec"]!.AsObject().Remove("paused"));
        await cluster.RunUntilAsync(() => IsReleased(cluster, "web:2"), "the release after the pause", TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Pods_count_as_available_only_after_min_ready_seconds()
    {
        await using var cluster = await LiveCluster.EmptyAsync(Images);
        var manifest = Manifests.Deployment("web", 1, "web:1");
        manifest["spec"]!["minReadySeconds"] = 20;
        cluster.Create(manifest);

        await cluster.RunAsync(TimeSpan.FromSeconds(15));
        cluster.Deployment("web").Count("status", "readyReplicas").ShouldBe(1);
        cluster.Deployment("web").Count("status", "availableReplicas").ShouldBe(0);

        await cluster.RunAsync(TimeSpan.FromSeconds(15));
        cluster.Deployment("web").Count("status", "availableReplicas").ShouldBe(1);
    }

    [Fact]
    public async Task Only_so_many_old_revisions_are_kept()
    {
        await using var cluster = await ReleasedAsync(replicas: 1, web => web["spec"]!["revisionHistoryLimit"] = 2);

        for (var release = 2; release <= 5; release++)
        {
            var image = $"web:{release}";
            cluster.Update(Web, web => SetImage(web, image));
            await cluster.RunUntilAsync(() => IsReleased(cluster, image), image, TimeSpan.FromMinutes(1));
        }

        await cluster.RunAsync(TimeSpan.FromSeconds(5));
        cluster.ReplicaSets().Select(set => set.Annotation("deployment.kubernetes.io/revision")).Order().ShouldBe(["3", "4", "5"]);
    }

    [Fact]
    public async Task A_name_taken_by_another_owner_is_a_collision_and_another_name_is_found()
    {
        await using var cluster = await ReleasedAsync(replicas: 1);
        var taken = cluster.ReplicaSets().Single();
        cluster.Store.Delete(Web, cluster.Developer, new DeleteOptions { Propagation = DeletePropagation.Orphan });
        cluster.Update(ObjectKey.Apps("replicasets", "test", taken.Name()), set => set["metadata"]!["labels"] = new JsonObject { ["app"] = "mine" });

        cluster.Create(Manifests.Deployment("web", 1, "web:1"));
        await cluster.RunAsync(TimeSpan.FromSeconds(5));

        cluster.Deployment("web").Count("status", "collisionCount").ShouldBe(1);
        cluster.ReplicaSets().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Deleting_a_deployment_ends_its_pods_in_their_grace()
    {
        await using var cluster = await ReleasedAsync(replicas: 2);

        cluster.Store.Delete(Web, cluster.Developer);
        cluster.Pods().ShouldAllBe(pod => pod.IsDeleting());
        await cluster.RunAsync(TimeSpan.FromSeconds(2));

        cluster.Pods().ShouldBeEmpty();
        cluster.ReplicaSets().ShouldBeEmpty();
        cluster.Reasons().ShouldContain("Killing");
    }

    private static async Task<LiveCluster> ReleasedAsync(int replicas, Action<JsonObject>? change = null)
    {
        var cluster = await LiveCluster.EmptyAsync(Images);
        var manifest = Manifests.Deployment("web", replicas, "web:1");
        change?.Invoke(manifest);
        cluster.Create(manifest);
        await cluster.RunUntilAsync(() => IsReleased(cluster, "web:1"), "the first release", TimeSpan.FromMinutes(1));
        await cluster.RunAsync(TimeSpan.FromSeconds(1));
        return cluster;
    }

    private static bool IsReleased(LiveCluster cluster, string image)
    {
        var web = cluster.Deployment("web");
        return web.Condition("Progressing").Text("reason") == "NewReplicaSetAvailable"
            && web.Count("status", "updatedReplicas") == web.Replicas()
            && web.Count("status", "replicas") == web.Replicas()
            && web.Count("status", "observedGeneration") == web.Count("metadata", "generation")
            && cluster.Pods().Where(PodTemplates.IsActive).All(pod => Image(pod) == image);
    }

    private static void SetImage(JsonObject web, string image) => web.Objects("spec", "template", "spec", "containers").First()["image"] = image;

    private static string Image(JsonObject pod) => pod.Objects("spec", "containers").First().Text("image")!;

    /// <summary>The template as a client over typed models sends it back: empty objects and null times where there was nothing.</summary>
    private static JsonObject WithTypedClientNoise(LiveCluster cluster, string set)
    {
        var template = cluster.ReplicaSets().Single(known => known.Name() == set).Child("spec", "template")!.Copy();
        template["metadata"]!["creationTimestamp"] = null;
        template.Objects("spec", "containers").First()["resources"] = new JsonObject();
        template["metadata"]!["labels"]!.AsObject().Remove("pod-template-hash");
        return template;
    }
}
