using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Applications.Conditions;
using Autocura.Embedded.Cluster.Applications.Effects;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Applications.Following;

/// <summary>Looks at the cluster and finds out which containers of an application run and where each call really leads.</summary>
internal sealed class Surveyor(ObjectStore store, ContainerProfiles profiles, ConditionSet conditions, ApiCallers apiCallers)
{
    /// <summary>The application as it stands now.</summary>
    public Survey Look(Application application)
    {
        var instances = Instances(application);
        var routes = new RouteFinder(application, instances, new AddressBook(store), profiles, conditions);
        var users = application.Users;
        var edges = new List<Edge> { UserEdge(application, routes) };
        foreach (var service in application.Services)
        {
            edges.AddRange(service.Calls.Select(call => CallEdge(application, routes, service, call)));
            edges.AddRange(application.Services.Where(consumer => consumer.Consumes?.Queue == service.Name).Select(consumer => DeliveryEdge(routes, service, consumer)));
        }

        return new Survey(application, instances, edges) { UsersFactor = UsersFactor(application, routes, users) };
    }

    private double UsersFactor(Application application, RouteFinder routes, Users users)
    {
        if (users.Workload is { } workload && routes.Ready(workload).Count == 0)
        {
            return 0;
        }

        if (users.AsksApiServer)
        {
            return 1 + (apiCallers.RequestsPerSecond / users.RequestsPerSecond);
        }

        var flags = profiles.Flags(application);
        return application.Effects.Where(effect => effect.On.Users && EffectTest.Holds(effect, flags, null)).Aggregate(1.0, (factor, effect) => factor * effect.Do.RequestsFactor);
    }

    private static Edge UserEdge(Application application, RouteFinder routes)
    {
        var users = application.Users;
        var callee = application.Find(users.Service);
        var callers = users.Workload is { } workload ? routes.Ready(workload) : [];
        return new Edge(users.Workload ?? EdgeReading.Users, callee, routes.To(callee, callers, users.Address))
        {
            Share = 1,
            TimeoutMs = users.TimeoutMs,
            CallerWorkload = users.Workload,
        };
    }

    private static Edge CallEdge(Application application, RouteFinder routes, ApplicationService caller, ApplicationCall call)
    {
        var callee = application.Find(call.Service);
        var found = routes.To(callee, routes.Ready(caller), call.Address, caller.Name);
        return new Edge(caller.Name, callee, found)
        {
            Share = call.Share * routes.CallsFactor(caller, callee),
            TimeoutMs = call.TimeoutMs,
            Needed = !call.Optional && !call.Asynchronous,
            Awaited = !call.Asynchronous,
            CallerWorkload = caller.Workload,
        };
    }

    private static Edge DeliveryEdge(RouteFinder routes, ApplicationService queue, ApplicationService consumer) =>
        new(queue.Name, consumer, routes.FromQueue(queue, consumer))
        {
            Share = 1,
            TimeoutMs = consumer.Consumes!.TimeoutMs,
            IsDelivery = true,
            CallerWorkload = queue.Workload,
        };

    private List<Instance> Instances(Application application)
    {
        var instances = new List<Instance>();
        foreach (var pod in store.List("", "pods", application.Namespace))
        {
            var workload = Workloads.NameOf(store, pod) ?? pod.Name();
            foreach (var container in pod.Objects("spec", "containers").Where(container => Runs(pod, container)))
            {
                instances.Add(new Instance(pod, container, workload, profiles.Of(pod, container)));
            }
        }

        return instances;
    }

    private static bool Runs(JsonObject pod, JsonObject container) =>
        pod.Objects("status", "containerStatuses").Any(status => status.Text("name") == container.Text("name") && status.At("state", "running") is not null);
}
