using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Scenarios;

namespace Autocura.Support.Yardstick;

/// <summary>
/// Changes that people make every day and that harm nothing: they are made around the time of a fault, on objects that the fault does not touch, so that
/// whatever blames the latest change is wrong.
/// </summary>
internal sealed class RedHerrings(ObjectStore store, Scenario scenario, int seed)
{
    /// <summary>Earliest before the fault.</summary>
    public static readonly TimeSpan Lead = TimeSpan.FromSeconds(90);

    private const int Changes = 2;
    private const double LatestAfter = 20;
    private static readonly ScenarioAuthor Colleague = new("another-developer", "kubectl-edit");

    private readonly Random chance = new(SeedOf(scenario.Name, seed));
    private readonly string ns = scenario.Target.Namespace is { } home && store.List("apps", "deployments", home).Count > 1
        ? home
        : store.List("apps", "deployments").GroupBy(found => found.Namespace()!).MaxBy(group => group.Count())!.Key;

    /// <summary>Two changes of different kinds, their times counted from <see cref="Lead"/> before the fault.</summary>
    public IReadOnlyList<ScenarioStep> Draw()
    {
        Func<IReadOnlyList<ScenarioStep>>[] kinds = [Release, EditConfiguration, Scale, AllowTraffic, CordonIdleNode, ExperimentElsewhere];
        chance.Shuffle(kinds);
        return [.. kinds.Take(Changes).SelectMany(kind =>
        {
            var at = chance.NextDouble() * (Lead.TotalSeconds + LatestAfter);
            return kind().Select(step => step with { AfterSeconds = at, By = Colleague });
        })];
    }

    private IReadOnlyList<ScenarioStep> Release()
    {
        var deployment = Any(Unrelated());
        var container = deployment.Objects("spec", "template", "spec", "containers").First().Text("name")!;
        return [new()
        {
            Kind = ScenarioStepKind.Strategic,
            On = Target("apps/v1", deployment),
            Patch = new JsonObject { ["spec"] = new JsonObject { ["template"] = new JsonObject { ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject
            {
                ["name"] = container,
                ["env"] = new JsonArray(new JsonObject { ["name"] = "LOG_FORMAT", ["value"] = "json" }),
            }) } } } },
        }];
    }

    private IReadOnlyList<ScenarioStep> EditConfiguration()
    {
        var unrelated = store.List("", "configmaps", ns).Where(map => map.Name() != "kube-root-ca.crt" && !IsTouched("ConfigMap", map.Name())).ToList();
        return unrelated.Count == 0 ? AllowTraffic() : [new()
        {
            Kind = ScenarioStepKind.Merge,
            On = Target("v1", Any(unrelated)),
            Patch = new JsonObject { ["data"] = new JsonObject { ["LAST_REVIEWED"] = "by the platform team" } },
        }];
    }

    private IReadOnlyList<ScenarioStep> Scale()
    {
        var deployment = Any(Unrelated().Where(found => found.Objects("spec", "template", "spec", "volumes").All(volume => volume["persistentVolumeClaim"] is null)));
        return [new()
        {
            Kind = ScenarioStepKind.Merge,
            On = Target("apps/v1", deployment),
            Patch = new JsonObject { ["spec"] = new JsonObject { ["replicas"] = deployment.Replicas() + 1 } },
        }];
    }

    private IReadOnlyList<ScenarioStep> AllowTraffic()
    {
        var deployment = Any(Unrelated());
        return [new()
        {
            Kind = ScenarioStepKind.Apply,
            Manifest = new JsonObject
            {
                ["apiVersion"] = "networking.k8s.io/v1",
                ["kind"] = "NetworkPolicy",
                ["metadata"] = new JsonObject { ["namespace"] = ns, ["name"] = $"allow-{deployment.Name()}" },
                ["spec"] = new JsonObject
                {
                    ["podSelector"] = deployment["spec"]!["selector"]!.DeepClone(),
                    ["policyTypes"] = new JsonArray("Ingress"),
                    ["ingress"] = new JsonArray(new JsonObject()),
                },
            },
        }];
    }

    private IReadOnlyList<ScenarioStep> CordonIdleNode()
    {
        var node = store.List("", "nodes")
            .Where(found => !IsTouched("Node", found.Name()))
            .MinBy(found => store.List("", "pods").Count(pod => pod.Text("spec", "nodeName") == found.Name()))!;
        return [new() { Kind = ScenarioStepKind.Merge, On = Target("v1", node), Patch = new JsonObject { ["spec"] = new JsonObject { ["unschedulable"] = true } } }];
    }

    private IReadOnlyList<ScenarioStep> ExperimentElsewhere() =>
    [
        new() { Kind = ScenarioStepKind.Apply, Manifest = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = "game-day" } } },
        new()
        {
            Kind = ScenarioStepKind.Apply,
            Manifest = new JsonObject
            {
                ["apiVersion"] = "chaos-mesh.org/v1alpha1",
                ["kind"] = "NetworkChaos",
                ["metadata"] = new JsonObject { ["namespace"] = "game-day", ["name"] = "slow-network" },
                ["spec"] = new JsonObject
                {
                    ["action"] = "delay",
                    ["delay"] = new JsonObject { ["latency"] = "500ms" },
                    ["mode"] = "all",
                    ["selector"] = new JsonObject { ["namespaces"] = new JsonArray("game-day") },
                    ["duration"] = "30m",
                },
            },
        },
    ];

    private IEnumerable<JsonObject> Unrelated() => store.List("apps", "deployments", ns)
        .Where(found => found.Replicas() > 0 && found.Name() != scenario.Workload && !IsTouched("Deployment", found.Name()));

    private bool IsTouched(string kind, string name) => scenario.Steps.Concat(scenario.Setup)
        .Select(step => (Kind: step.On?.Kind ?? step.Manifest?.Kind(), Name: step.On?.Name ?? step.Manifest?.Name()))
        .Append((scenario.Target.Kind, scenario.Target.Name))
        .Any(touched => touched.Kind == kind && touched.Name == name);

    private JsonObject Any(IEnumerable<JsonObject> among)
    {
        var all = among.ToList();
        return all[chance.Next(all.Count)];
    }

    private static ScenarioTarget Target(string apiVersion, JsonObject found) => new(apiVersion, found.Kind(), found.Namespace(), found.Name());

    /// <summary>The same in every process, which a hash code is not.</summary>
    private static int SeedOf(string text, int number) => text.Aggregate((17 * 31) + number, (hash, letter) => unchecked((hash * 31) + letter));
}
