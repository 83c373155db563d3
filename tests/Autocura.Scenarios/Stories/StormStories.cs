using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Admission;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Incidents;
using Autocura.Orchestrations;
using Microsoft.DurableTask.Client;

namespace Autocura.Scenarios.Stories;

/// <summary>One cause makes many workloads of the simulated cluster ill, and every tool there is complains of each of them at once.</summary>
public sealed class StormStories
{
    private const int Workloads = 10;
    private const int AlertsInAll = 1000;
    private const int AlertsInAMessage = 100;

    private static readonly ObjectKey Settings = ObjectKey.Core("configmaps", "shop", "region");
    private static readonly Actor Person = new("ana", "kubectl", "kubectl-edit");
    private static readonly string[] Complaints = ["KubeContainerWaiting", "KubePodNotReady", "KubeDeploymentReplicasMismatch", "KubeDeploymentRolloutStuck"];

    [Fact]
    public async Task A_thousand_alerts_about_a_shared_ConfigMap_that_was_broken_make_one_root_and_one_remedy()
    {
        await using var story = await StoryHost.BeginAsync(StoryHost.Options(OperatingMode.Auto, ("AzureWebJobs.AnomalyScan.Disabled", "true")) with { Applications = [], Paranoid = false });
        Install(story);
        await story.PassAsync(TimeSpan.FromMinutes(4));
        story.Mutations().ShouldBeEmpty();

        story.Edit(Settings, settings => settings["data"]!.AsObject().Remove("REGION"));
        Restart(story);
        await story.PassAsync(TimeSpan.FromSeconds(5));
        var brokenAt = story.Now;
        await ComplainAsync(story, brokenAt, "firing");
        await ReachAsync(story, () => Task.FromResult(IsWell(story)), "every workload is well");
        await ComplainAsync(story, brokenAt, "resolved");
        await ReachAsync(story, async () => (await IncidentsAsync(story)).TrueForAll(incident => incident.IsCompleted), "every incident has ended");

        story.Mutations().Select(entry => entry.Key).ShouldBe([Settings]);
        (await InstancesAsync(story, FunctionNames.Remediation)).Count.ShouldBe(1);
        var incidents = (await IncidentsAsync(story)).ConvertAll(incident => (Status: incident.ReadCustomStatusAs<IncidentStatus>()!, Outcome: incident.ReadOutputAs<Outcome>()!));
        incidents.Count.ShouldBe(Workloads);
        var root = incidents.Where(incident => incident.Outcome.Kind == OutcomeKind.Healed).ToList().ShouldHaveSingleItem(string.Join('\n', incidents.Select(incident => incident.Outcome)));
        incidents.Where(incident => incident != root).ShouldAllBe(
            incident => incident.Outcome.Kind == OutcomeKind.RecoveredAlone && incident.Status.Kinship.Parent!.Workload == root.Status.Workload,
            string.Join('\n', incidents.Select(incident => $"{incident.Status.Workload} {incident.Status.Kinship.Role} {incident.Status.Kinship.Parent?.Workload} {incident.Outcome}")));
    }

    /// <summary>Lets time pass, and the engine with it, until it is so.</summary>
    private static async Task ReachAsync(StoryHost story, Func<Task<bool>> reached, string what)
    {
        for (var part = 0; part < 60; part++)
        {
            if (await reached()) return;
            await story.PassAsync(TimeSpan.FromSeconds(10));
        }

        throw new TimeoutException($"After ten minutes it is not so that {what}.");
    }

    private static bool IsWell(StoryHost story) => story.Store.List("apps", "deployments", "shop")
        .Where(deployment => deployment.Name().StartsWith("worker-", StringComparison.Ordinal))
        .All(deployment => deployment["status"]?["readyReplicas"]?.GetValue<int>() == 1);

    private static Task<List<OrchestrationMetadata>> IncidentsAsync(StoryHost story) => InstancesAsync(story, FunctionNames.Incident);

    private static async Task<List<OrchestrationMetadata>> InstancesAsync(StoryHost story, string name) =>
        await story.Engine.Client.GetAllInstancesAsync(new OrchestrationQuery { FetchInputsAndOutputs = true }).Where(instance => instance.Name == name).ToListAsync();

    private static string Name(int workload) => $"worker-{workload:000}";

    private static void Install(StoryHost story)
    {
        var admission = new ObjectAdmission(story.Store, TimeProvider.System);
        Create(story, admission, """{ "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": "region", "namespace": "shop" }, "data": { "REGION": "eu-1" } }""");
        for (var i = 0; i < Workloads; i++)
        {
            Create(story, admission, $$"""
                {
                  "apiVersion": "apps/v1", "kind": "Deployment", "metadata": { "name": "{{Name(i)}}", "namespace": "shop", "labels": { "app": "{{Name(i)}}" } },
                  "spec": {
                    "replicas": 1, "selector": { "matchLabels": { "app": "{{Name(i)}}" } },
                    "template": {
                      "metadata": { "labels": { "app": "{{Name(i)}}" } },
                      "spec": {
                        "containers": [{
                          "name": "app", "image": "registry.shop.example/payment:1.3.1",
                          "env": [{ "name": "REGION", "valueFrom": { "configMapKeyRef": { "name": "region", "key": "REGION" } } }],
                          "resources": { "requests": { "cpu": "10m", "memory": "32Mi" } }
                        }]
                      }
                    }
                  }
                }
                """);
        }
    }

    private static void Create(StoryHost story, ObjectAdmission admission, string json)
    {
        var manifest = JsonNode.Parse(json)!.AsObject();
        var type = story.Store.Catalog.FindKind(manifest.ApiVersion(), manifest.Kind())!;
        admission.AdmitNew(type, manifest);
        story.Store.Create(type.Key(manifest.Namespace(), manifest.Name()), manifest, Person);
    }

    /// <summary>As when nodes are replaced overnight: every pod is made anew, and reads its configuration then.</summary>
    private static void Restart(StoryHost story)
    {
        foreach (var pod in story.Store.List("", "pods", "shop").Select(pod => pod.Name()).Where(name => name.StartsWith("worker-", StringComparison.Ordinal)).ToList())
        {
            story.Store.Delete(ObjectKey.Core("pods", "shop", pod), Person);
        }
    }

    /// <summary>A thousand alerts within ten seconds: the same few complaints about each workload, by as many tools as it takes.</summary>
    private static async Task ComplainAsync(StoryHost story, DateTimeOffset since, string status)
    {
        foreach (var message in Enumerable.Range(0, AlertsInAll).Select(number => Alert(number, since, status)).Chunk(AlertsInAMessage))
        {
            using var answer = await story.Http.PostAsJsonAsync(
                "api/alerts", new JsonObject { ["version"] = "4", ["status"] = status, ["receiver"] = "autocura", ["alerts"] = new JsonArray([.. message]) });
            answer.EnsureSuccessStatusCode();
            await story.PassAsync(TimeSpan.FromSeconds(1));
        }
    }

    private static JsonObject Alert(int number, DateTimeOffset since, string status) => new()
    {
        ["status"] = status,
        ["labels"] = new JsonObject
        {
            ["alertname"] = Complaints[number / Workloads % Complaints.Length],
            ["namespace"] = "shop",
            ["deployment"] = Name(number % Workloads),
            ["cluster"] = "simulated",
            ["severity"] = "warning",
            ["monitor"] = $"{number / Workloads / Complaints.Length}",
        },
        ["annotations"] = new JsonObject(),
        ["startsAt"] = since.ToString("O"),
        ["endsAt"] = "0001-01-01T00:00:00Z",
        ["fingerprint"] = $"{number:0000}",
    };
}
