using Autocura.Embedded.Cluster;
using static Autocura.Embedded.Tests.Cluster.TemporaryStore;

namespace Autocura.Embedded.Tests.Cluster;

public sealed class GarbageCollectorTests
{
    [Fact]
    public void What_an_object_owns_goes_with_it()
    {
        using var cluster = new TemporaryStore();
        var cart = cluster.CreateDeployment("cart");
        cluster.Store.Create(Pod("cart-1"), OwnedBy(cart), Tester);
        cluster.Store.Delete(Deployment("cart"), Tester);
        cluster.Store.Find(Pod("cart-1")).ShouldBeNull();
    }

    [Fact]
    public void Orphans_stay_without_an_owner()
    {
        using var cluster = new TemporaryStore();
        var cart = cluster.CreateDeployment("cart");
        cluster.Store.Create(Pod("cart-1"), OwnedBy(cart), Tester);
        cluster.Store.Delete(Deployment("cart"), Tester, new DeleteOptions { Propagation = DeletePropagation.Orphan });
        cluster.Store.Find(Deployment("cart")).ShouldBeNull();
        cluster.Store.Find(Pod("cart-1")).Items("metadata", "ownerReferences").ShouldBeEmpty();
    }

    [Fact]
    public void Foreground_deletion_waits_for_what_is_owned()
    {
        using var cluster = new TemporaryStore();
        var cart = cluster.CreateDeployment("cart");
        var pod = OwnedBy(cart);
        pod.Ensure("spec")["nodeName"] = "node-1";
        cluster.Store.Create(Pod("cart-1"), pod, Tester);

        cluster.Store.Delete(Deployment("cart"), Tester, new DeleteOptions { Propagation = DeletePropagation.Foreground });
        cluster.Store.Find(Deployment("cart"))!.IsDeleting().ShouldBeTrue();
        cluster.Store.Find(Pod("cart-1"))!.IsDeleting().ShouldBeTrue();

        cluster.Store.Delete(Pod("cart-1"), Actor.Kubelet("node-1"), DeleteOptions.Now);
        cluster.Store.Find(Deployment("cart")).ShouldBeNull();
    }

    [Fact]
    public void A_running_pod_is_given_its_grace()
    {
        using var cluster = new TemporaryStore();
        cluster.Store.Create(Pod("p"), Parse("""{"apiVersion":"v1","kind":"Pod","spec":{"nodeName":"n","terminationGracePeriodSeconds":10}}"""), Tester);
        var dying = cluster.Store.Delete(Pod("p"), Tester);
        dying.Number("metadata", "deletionGracePeriodSeconds").ShouldBe(10);
        dying.Text("metadata", "deletionTimestamp").ShouldBe("2026-01-02T03:04:15Z");
        cluster.Store.Delete(Pod("p"), Tester, DeleteOptions.Now);
        cluster.Store.Find(Pod("p")).ShouldBeNull();
    }

    [Fact]
    public void A_finalizer_holds_an_object_until_it_is_taken_away()
    {
        using var cluster = new TemporaryStore();
        var key = ObjectKey.Core("configmaps", "shop", "held");
        cluster.Store.Create(key, Parse("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"finalizers":["example.com/hold"]}}"""), Tester);
        cluster.Store.Delete(key, Tester).IsDeleting().ShouldBeTrue();
        cluster.Store.Update(
            key,
            held =>
            {
                held.Ensure("metadata").Remove("finalizers");
                return held;
            },
            Tester);
        cluster.Store.Find(key).ShouldBeNull();
    }

    [Fact]
    public void A_child_of_an_owner_that_is_gone_is_collected_at_once()
    {
        using var cluster = new TemporaryStore();
        var cart = cluster.CreateDeployment("cart");
        cluster.Store.Delete(Deployment("cart"), Tester);
        cluster.Store.Create(Pod("late"), OwnedBy(cart), Tester);
        cluster.Store.Find(Pod("late")).ShouldBeNull();
    }

    [Fact]
    public void A_namespace_goes_when_its_contents_are_gone_and_takes_nothing_new_meanwhile()
    {
        using var cluster = new TemporaryStore();
        var shop = ObjectKey.Core("namespaces", null, "shop");
        cluster.CreateDeployment("cart");
        cluster.Store.Create(Pod("p"), Parse("""{"apiVersion":"v1","kind":"Pod","spec":{"nodeName":"n"}}"""), Tester);

        cluster.Store.Delete(shop, Tester);
        cluster.Store.Find(Deployment("cart")).ShouldBeNull();
        cluster.Store.Find(shop).Text("status", "phase").ShouldBe("Terminating");
        Should.Throw<ApiStatusException>(() => cluster.CreateDeployment("late")).Status.Causes.ShouldHaveSingleItem().Reason.ShouldBe("NamespaceTerminating");

        cluster.Store.Delete(Pod("p"), Tester, DeleteOptions.Now);
        cluster.Store.Find(shop).ShouldBeNull();
    }

    [Theory]
    [InlineData("uid")]
    [InlineData("resourceVersion")]
    public void A_deletion_meant_for_another_object_is_refused(string precondition)
    {
        using var cluster = new TemporaryStore();
        cluster.CreateDeployment("cart");
        var options = precondition == "uid" ? new DeleteOptions { Uid = "other" } : new DeleteOptions { ResourceVersion = "1" };
        Should.Throw<ApiStatusException>(() => cluster.Store.Delete(Deployment("cart"), Tester, options)).Status.Reason.ShouldBe("Conflict");
    }
}
