using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Cluster.Stages;

namespace Autocura.Embedded.Cluster.Applications;

/// <summary>
/// What really stands behind a Service now: of its ready endpoints, the share that refuses connections (nothing listens on the target port), and what those
/// that answer can carry. No endpoints at all refuse everything.
/// </summary>
internal sealed record ServiceStanding(double Refused, double Capacity, double ErrorRate, double LatencyMs)
{
    public static ServiceStanding Nothing { get; } = new(1, 0, 0, 0);

    public static ServiceStanding Of(ObjectStore store, ImageCatalog images, string ns, ApplicationService called)
    {
        var port = store.Find(ObjectKey.Core("services", ns, called.Name)).Objects("spec", "ports").FirstOrDefault(port => port.Whole("port") == called.Port);
        if (port is null)
        {
            return Nothing;
        }

        var endpoints = store.Find(ObjectKey.Core("endpoints", ns, called.Name));
        var serving = new List<ImageProfile?>();
        foreach (var subset in endpoints.Objects("subsets"))
        {
            var target = subset.Objects("ports").FirstOrDefault(target => target.Text("name") == port.Text("name")).Whole("port");
            serving.AddRange(subset.Objects("addresses").Select(address => target is { } number ? Listener(store, images, ns, address, number) : null));
        }

        var answering = serving.OfType<ImageProfile>().ToList();
        return answering.Count == 0 ? Nothing : new ServiceStanding(
            1 - ((double)answering.Count / serving.Count),
            answering.Sum(profile => profile.Capacity),
            answering.Average(profile => profile.ErrorRate),
            answering.Average(profile => profile.LatencyMs));
    }

    /// <summary>The profile of what listens at an endpoint; null when the connection is refused.</summary>
    private static ImageProfile? Listener(ObjectStore store, ImageCatalog images, string ns, JsonObject address, int port)
    {
        var pod = store.Find(ObjectKey.Core("pods", ns, address.Text("targetRef", "name") ?? ""));
        foreach (var container in pod.Objects("spec", "containers"))
        {
            var profile = images.Find(container.Text("image") ?? "");
            var runs = pod.Objects("status", "containerStatuses").Any(status => status.Text("name") == container.Text("name") && status.At("state", "running") is not null);
            if (runs && ContainerFacts.Listens(container, profile, port))
            {
                return profile;
            }
        }

        return null;
    }
}
