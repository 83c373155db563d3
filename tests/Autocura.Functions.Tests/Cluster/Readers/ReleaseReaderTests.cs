using Autocura.Cluster.Readers;
using Autocura.Support;

namespace Autocura.Functions.Tests.Cluster.Readers;

public sealed class ReleaseReaderTests
{
    [Fact]
    public void Releases_come_newest_first_each_with_what_it_changed()
    {
        var releases = ReleaseReader.OfReplicaSets(
            [Json.ReplicaSet(1, Json.Template("shop/cart:1")), Json.ReplicaSet(3, Json.Template("shop/cart:3"), 1), Json.ReplicaSet(2, Json.Template("shop/cart:2"), 2, 2)],
            "cart-uid");

        releases.Select(release => release.Revision).ShouldBe([3, 2, 1]);
        releases[0].Changes.ShouldBe(["image of app: shop/cart:2 -> shop/cart:3"]);
        releases[1].ReadyReplicas.ShouldBe(2);
        releases[2].Changes.ShouldBeEmpty();
    }

    [Fact]
    public void ReplicaSets_of_another_workload_are_not_its_releases() =>
        ReleaseReader.OfReplicaSets([Json.ReplicaSet(1, Json.Template("a"), owner: "other-uid")], "cart-uid").ShouldBeEmpty();

    [Fact]
    public void The_oldest_release_that_is_kept_still_knows_what_it_changed()
    {
        var sets = Enumerable.Range(10, 15).Select(revision => Json.ReplicaSet(revision, Json.Template($"shop/cart:{revision}")));

        var releases = ReleaseReader.OfReplicaSets(sets, "cart-uid");

        releases.Count.ShouldBe(10);
        releases[^1].Changes.ShouldBe(["image of app: shop/cart:14 -> shop/cart:15"]);
    }

    [Fact]
    public void Revisions_of_a_StatefulSet_count_their_pods()
    {
        var revision = Json.Object("""
            {"metadata":{"name":"cart-2","ownerReferences":[{"uid":"cart-uid","controller":true}]},"revision":2,
             "data":{"spec":{"template":{"spec":{"containers":[{"name":"app","image":"shop/cart:2"}]}}}}}
            """);

        var release = ReleaseReader.OfRevisions([revision], "cart-uid", [Some.Pod("cart-0"), Faulty.Pod("cart-1", 2)]).ShouldHaveSingleItem();

        release.Revision.ShouldBe(2);
        release.Replicas.ShouldBe(2);
        release.ReadyReplicas.ShouldBe(1);
        release.Containers[0].Image.ShouldBe("shop/cart:2");
    }
}
