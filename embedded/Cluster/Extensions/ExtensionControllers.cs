using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Cluster.Extensions.ChaosMesh;
using Autocura.Embedded.Cluster.Extensions.GitOps;
using Autocura.Embedded.Cluster.Extensions.Keda;
using Autocura.Embedded.Cluster.Extensions.Tidb;

namespace Autocura.Embedded.Cluster.Extensions;

/// <summary>The controllers of other projects that are in every simulated cluster, each writing in the name of its own service account.</summary>
internal static class ExtensionControllers
{
    public static IEnumerable<IController> All(ObjectStore store, TimeProvider time, Chance chance)
    {
        var chaos = Client("chaos-mesh", "chaos-controller-manager", "chaos-controller-manager");
        var argo = Actor("argocd", "argocd-application-controller", "argocd-controller");
        var flux = Actor("flux-system", "kustomize-controller", "kustomize-controller");
        return
        [
            new ExperimentController(chaos),
            new ScheduleController(chaos),
            new ApplicationController(Seen(argo, "argocd-application-controller"), store.Catalog, new ManifestApplier(store, time, argo)),
            new RepositoryController(Client("flux-system", "source-controller", "source-controller")),
            new KustomizationController(Seen(flux, "kustomize-controller"), store.Catalog, new ManifestApplier(store, time, flux)),
            new ScaledObjectController(Client("keda", "keda-operator", "keda"), store.Catalog),
            new TidbClusterController(Client("tidb-admin", "tidb-controller-manager", "tidb-controller-manager")),
        ];

        ClusterClient Client(string ns, string account, string manager) => Seen(Actor(ns, account, manager), account);

        ClusterClient Seen(Actor actor, string component) => new(store, time, chance, actor, component);
    }

    private static Actor Actor(string ns, string account, string manager) => new($"system:serviceaccount:{ns}:{account}", account, manager);
}
