using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Diagnosis;
using Autocura.Embedded.Cluster;
using Autocura.Functions.Tests.Remediation.Actions;
using Autocura.Incidents;
using Autocura.KnownGood;
using Autocura.KnownGood.Capture;
using Autocura.KnownGood.Records;
using Autocura.Planning;
using Autocura.Remediation;
using Autocura.Remediation.Actions;
using Autocura.Support;

namespace Autocura.Functions.Tests.Remediation;

/// <summary>A case for each action that changes declared state.</summary>
internal static class ActionCases
{
    private static readonly ObjectKey Cart = ObjectKey.Apps("deployments", "shop", "cart");
    private static readonly ObjectKey Payment = ObjectKey.Apps("deployments", "shop", "payment");
    private static readonly ObjectKey Front = ObjectKey.Core("services", "shop", "frontend");

    public static async Task<IReadOnlyList<ActionCase>> MakeAsync(TestCluster cluster)
    {
        var good = await PrepareAsync(cluster);
        var (edit, creation, known) = (new ObjectEdit(cluster.Clusters), new ObjectCreation(cluster.Clusters), new KnownGoodStore(new KnownGoodOptions(), new AutocuraOptions()));
        var container = cluster.Store.Find(Cart)!["spec"]!["template"]!["spec"]!["containers"]![0]!["name"]!.GetValue<string>();
        var node = cluster.Store.List("", "nodes")[0]["metadata"]!["name"]!.GetValue<string>();
        return
        [
            new(cluster, new RestartWorkload(edit, cluster.Time), Cart, _ => Step(ActionNames.RestartWorkload, Kinds.Deployment.Ref("shop", "cart"))) { Vary = Environment },
            new(cluster, new ScaleWorkload(edit), Cart, random => Step(ActionNames.ScaleWorkload, Kinds.Deployment.Ref("shop", "cart"), ("replicas", $"{random.Next(4, 7)}"))) { Vary = Environment },
            new(cluster, new AdjustResources(edit), Cart, random => Step(
                ActionNames.AdjustResources, Kinds.Deployment.Ref("shop", "cart"), ("container", container), ("memoryLimit", $"{random.Next(600, 900)}Mi"), ("cpuLimit", $"{random.Next(1200, 1900)}m"))) { Vary = Environment },
            new(cluster, new RollBackRelease(cluster.Clusters, known, edit, cluster.Time), Cart, _ => Step(ActionNames.RollBackRelease, Kinds.Deployment.Ref("shop", "cart"), ("toRevision", "previous"))) { Vary = Environment },
            new(cluster, new RestoreKnownGood(cluster.Clusters, known, edit, creation, cluster.Time), Payment, _ => Step(
                ActionNames.RestoreKnownGood, Kinds.Deployment.Ref("shop", "payment"), ("knownGoodHash", good))) { Vary = Environment },
            new(cluster, new RepairService(edit), Front, random => Step(ActionNames.RepairService, Kinds.Service.Ref("shop", "frontend"), ("selector", $"track={ActionCase.Word(random)},tier={ActionCase.Word(random)}"))),
            new(cluster, new PatchConfig(edit), ObjectKey.Core("configmaps", "shop", "features"), random => Step(
                ActionNames.PatchConfig, Kinds.ConfigMap.Ref("shop", "features"), ("patch", $"{{\"data\":{{\"{ActionCase.Word(random)}\":\"{random.Next()}\",\"old\":null}}}}"))) { Vary = Entries },
            new(cluster, new Annotate(edit), Front, random => Step(ActionNames.Annotate, Kinds.Service.Ref("shop", "frontend"), ("annotation", "example.com/reload"), ("value", $"{random.Next()}"))),
            new(cluster, new CordonNode(edit), ObjectKey.Core("nodes", null, node), _ => Step(ActionNames.CordonNode, Kinds.Node.Ref("", node))),
            new(cluster, new AdjustAutoscaler(edit), new("autoscaling", "horizontalpodautoscalers", "shop", "checkout"), random => Step(
                ActionNames.AdjustAutoscaler, Kinds.HorizontalPodAutoscaler.Ref("shop", "checkout"), ("maxReplicas", $"{random.Next(5, 9)}"))),
            new(cluster, new SuspendGitOps(edit), new("argoproj.io", "applications", "shop", "shop"), _ => Step(ActionNames.SuspendGitOps, Kinds.Application.Ref("shop", "shop"))),
            new(cluster, new RemoveObject(new ObjectRemoval(cluster.Clusters, cluster.Time)), new("networking.k8s.io", "networkpolicies", "shop", "deny-all"), _ => Step(
                ActionNames.RemoveObject, Kinds.NetworkPolicy.Ref("shop", "deny-all"))),
        ];
    }

    private static async Task<string> PrepareAsync(TestCluster cluster)
    {
        var now = cluster.Time.GetUtcNow();
        var seen = SeenObject.Of(cluster.Store.Find(Payment)!.DeepClone().AsObject(), isAutoscaled: false);
        await cluster.Client.CreateAsync(Kinds.KnownGood, VersionManifest.Of(seen.Version(now - TimeSpan.FromDays(1), "autocura-cognitiva"), seen.State(now, 100_000)), CancellationToken.None);
        await cluster.Client.CreateAsync(Kinds.ConfigMap, Object(Kinds.ConfigMap, "features", ("data", new JsonObject { ["old"] = "yes" })), CancellationToken.None);
        await cluster.Client.CreateAsync(Kinds.Application, SomeGitOps.Application(), CancellationToken.None);
        var policy = new JsonObject { ["podSelector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["app"] = "none" } }, ["policyTypes"] = new JsonArray("Ingress") };
        await cluster.Client.CreateAsync(Kinds.NetworkPolicy, Object(Kinds.NetworkPolicy, "deny-all", ("spec", policy)), CancellationToken.None);
        var scaler = new JsonObject
        {
            ["scaleTargetRef"] = new JsonObject { ["apiVersion"] = "apps/v1", ["kind"] = "Deployment", ["name"] = "checkout" },
            ["minReplicas"] = 1,
            ["maxReplicas"] = 4,
        };
        await cluster.Client.CreateAsync(Kinds.HorizontalPodAutoscaler, Object(Kinds.HorizontalPodAutoscaler, "checkout", ("spec", scaler)), CancellationToken.None);
        return seen.Hash;
    }

    private static JsonObject Object(ResourceKind kind, string name, (string Field, JsonObject Content) part) => new()
    {
        ["apiVersion"] = kind.ApiVersion,
        ["kind"] = kind.Kind,
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "shop" },
        [part.Field] = part.Content,
    };

    private static void Environment(JsonObject workload, Random random)
    {
        var container = workload["spec"]!["template"]!["spec"]!["containers"]![0]!;
        (container["env"] ??= new JsonArray()).AsArray().Add(new JsonObject { ["name"] = $"EXTRA_{random.Next(1_000_000)}", ["value"] = ActionCase.Word(random) });
        var spec = workload["spec"]!["template"]!["spec"]!.AsObject();
        spec.Remove("nodeSelector");
        if (random.Next(2) == 0)
        {
            spec["nodeSelector"] = new JsonObject { ["kubernetes.io/os"] = "linux" };
        }
    }

    private static void Entries(JsonObject config, Random random) => (config["data"] ??= new JsonObject())[$"entry-{random.Next(100)}"] = $"a={random.Next()}\nb: {ActionCase.Word(random)}";

    private static PlanStep Step(string action, ObjectRef target, params (string Name, string Value)[] parameters) =>
        new(action, target, parameters.ToDictionary(one => one.Name, one => one.Value), "test");
}
