using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Cluster.Extensions.ChaosMesh;

namespace Autocura.Embedded.Cluster.Extensions;

/// <summary>The controllers of other projects that are in every simulated cluster, each writing in the name of its own service account.</summary>
internal static class ExtensionControllers
{
    public static IEnumerable<IController> All(ObjectStore store, TimeProvider time, Chance chance)
    {
        var chaos = Client("chaos-mesh", "chaos-controller-manager", "chaos-controller-manager");
        return [new ExperimentController(chaos), new ScheduleController(chaos)];

        ClusterClient Client(string ns, string account, string manager) => new(store, time, chance, new Actor($"system:serviceaccount:{ns}:{account}", manager, manager), manager);
    }
}
