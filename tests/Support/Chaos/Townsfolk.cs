using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;

namespace Autocura.Support.Chaos;

/// <summary>The people who work on the cluster beside the system: they ship bad releases, press the kill switch and change things by hand.</summary>
internal sealed class Townsfolk(ObjectStore store, ChaosPlan plan, Agenda agenda)
{
    private static readonly Actor Somebody = ApplicationInstallation.Developer("kubectl-create");
    private static readonly ObjectKey Control = ObjectKey.Core("configmaps", "autocura-cognitiva", "autocura-control");

    /// <summary>Puts in place what the cure of the run has to deal with.</summary>
    public void Prepare()
    {
        plan.Before(store);
        if (plan.Cure == Cure.Drain)
        {
            foreach (var name in ChaosWorld.Workloads)
            {
                store.Create(new ObjectKey("policy", "poddisruptionbudgets", ChaosWorld.Store, name), ChaosObjects.Budget(name), Somebody);
            }

            // In half of the runs somebody lets go before the drain gives up.
            agenda.In(TimeSpan.FromSeconds(plan.Seed % 2 == 0 ? 75 : 3600), () => ChaosWorld.Workloads.ToList().ForEach(name => store.Delete(new ObjectKey("policy", "poddisruptionbudgets", ChaosWorld.Store, name), Somebody)));
        }

        if (plan.Cure == Cure.SuspendAndRollBack)
        {
            store.Create(new ObjectKey("argoproj.io", "applications", ChaosWorld.Store, "store"), ChaosObjects.Application(), Somebody);
            foreach (var name in ChaosWorld.Workloads)
            {
                Edit(name, found => (found["metadata"]!["annotations"] ??= new JsonObject())["argocd.argoproj.io/tracking-id"] = $"store:apps/Deployment:{ChaosWorld.Store}/{name}");
            }
        }
    }

    /// <summary>Makes the trouble.</summary>
    public void MakeTrouble()
    {
        switch (plan.Trouble)
        {
            case Trouble.MissingImage:
                Ship(ChaosWorld.Store, plan.Target, ChaosWorld.Missing(plan.Target));
                break;
            case Trouble.CrashingRelease:
                Ship(ChaosWorld.Store, plan.Target, ChaosWorld.Crashing(plan.Target));
                break;
            case Trouble.CrashingTwice:
                Ship(ChaosWorld.Store, plan.Target, ChaosWorld.Crashing(plan.Target));
                agenda.In(TimeSpan.FromSeconds(4), () => Edit(plan.Target, found => found["spec"]!["template"]!["metadata"]!["annotations"] = new JsonObject { ["note"] = "again" }));
                break;
            case Trouble.ScaledToZero:
                Edit(plan.Target, found => found["spec"]!["replicas"] = 0);
                break;
            case Trouble.Everywhere:
                foreach (var (index, name) in ChaosWorld.Workloads.Index())
                {
                    Ship(ChaosWorld.Store, name, index % 2 == 0 ? ChaosWorld.Missing(name) : ChaosWorld.Crashing(name));
                }

                break;
            case Trouble.InTheVault:
                Ship(ChaosWorld.Vault, ChaosWorld.Safe, ChaosWorld.Missing(ChaosWorld.Safe));
                break;
            default:
                break;
        }
    }

    /// <summary>Changes the target in a way that heals nothing and breaks nothing.</summary>
    public void EditByHand() => Edit(plan.Target, found => found["spec"]!["minReadySeconds"] = 1);

    /// <summary>One word in one object stops everything.</summary>
    public void Stop() => store.Create(
        Control,
        new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = new JsonObject { ["name"] = Control.Name, ["namespace"] = Control.Namespace },
            ["data"] = new JsonObject { ["stop"] = "true" },
        },
        Somebody);

    private void Ship(string ns, string name, string image) => Edit(ns, name, found => found["spec"]!["template"]!["spec"]!["containers"]![0]!["image"] = image);

    private void Edit(string name, Action<JsonObject> change) => Edit(ChaosWorld.Store, name, change);

    private void Edit(string ns, string name, Action<JsonObject> change) => store.Update(
        ObjectKey.Apps("deployments", ns, name),
        found =>
        {
            change(found);
            return found;
        },
        ApplicationInstallation.Developer("kubectl-edit"));
}
