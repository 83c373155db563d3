using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Applications.Conditions;
using Autocura.Embedded.Cluster.Applications.Following;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Applications.Past;

/// <summary>An application as its manifests have it, with every container up and nothing in the way: what its past was like.</summary>
internal static class HealthySurvey
{
    public static Survey Of(Application application, IReadOnlyList<JsonObject> manifests, ImageCatalog images)
    {
        var instances = manifests.SelectMany(manifest => Instances(manifest, images)).ToList();
        var users = application.Users;
        var edges = new List<Edge>
        {
            new(users.Workload ?? EdgeReading.Users, application.Find(users.Service), To(application.Find(users.Service)))
            {
                Share = 1, TimeoutMs = users.TimeoutMs, CallerWorkload = users.Workload,
            },
        };
        foreach (var service in application.Services)
        {
            edges.AddRange(service.Calls.Select(call => new Edge(service.Name, application.Find(call.Service), To(application.Find(call.Service)))
            {
                Share = call.Share,
                TimeoutMs = call.TimeoutMs,
                Needed = !call.Optional && !call.Asynchronous,
                Awaited = !call.Asynchronous,
                CallerWorkload = service.Workload,
            }));
            edges.AddRange(application.Services.Where(consumer => consumer.Consumes?.Queue == service.Name).Select(consumer => new Edge(service.Name, consumer, To(consumer))
            {
                Share = 1,
                TimeoutMs = consumer.Consumes!.TimeoutMs,
                IsDelivery = true,
                CallerWorkload = service.Workload,
            }));
        }

        return new Survey(application, instances, edges) { UsersFactor = 1 };

        List<Route> To(ApplicationService service)
        {
            var behind = instances.FindAll(instance => service.RunsIn(instance.Workload));
            return [.. behind.Select(instance => new Route(1.0 / behind.Count, instance, Broken.Not, HopConditions.Clear))];
        }
    }

    private static IEnumerable<Instance> Instances(JsonObject manifest, ImageCatalog images)
    {
        var pod = manifest.Kind() switch
        {
            "Deployment" or "StatefulSet" => manifest.Child("spec", "template"),
            "Pod" => manifest,
            _ => null,
        };
        var container = pod.Objects("spec", "containers").FirstOrDefault();
        if (pod is null || container is null)
        {
            return [];
        }

        var profile = images.Find(container.Text("image") ?? "", [.. container.Texts("command")], [.. container.Texts("args")]);
        var count = manifest.Kind() == "Pod" ? 1 : manifest.Replicas();
        return Enumerable.Range(0, count).Select(_ => new Instance(pod, container, manifest.Name(), profile));
    }
}
