using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Applications.Following;

/// <summary>Where a connection to an address ends: at pods and a port of theirs, or nowhere, with the reason.</summary>
internal sealed record Destination(IReadOnlyList<JsonObject> Pods, int Port, Broken Why)
{
    public static Destination Nowhere(Broken why) => new([], 0, why);
}

/// <summary>
/// Finds the pods behind an address the way a pod of the cluster does: name by the cluster's DNS, Service by its ports, endpoints by readiness. Nothing is taken
/// for granted: a wrong host, port, selector or target port leads where it would lead in a cluster.
/// </summary>
internal sealed class AddressBook(ObjectStore store)
{
    private static readonly string[] OtherDns = ["Default", "None"];

    /// <summary>Follows an address as seen from a pod; from outside of the cluster, when there is no pod.</summary>
    public Destination Find(JsonObject? from, string ns, Address address)
    {
        if (System.Net.IPAddress.TryParse(address.Host, out _))
        {
            return ByAddress(address);
        }

        if (from is not null && OtherDns.Contains(from.Text("spec", "dnsPolicy")) && !from.Is("spec", "hostNetwork"))
        {
            return Destination.Nowhere(Broken.NoSuchHost);
        }

        var names = address.Host.TrimEnd('.').Split('.');
        var isService = names.Length <= 2 || names[2] == "svc";
        var service = isService ? store.Find(ObjectKey.Core("services", names.Length > 1 ? names[1] : ns, names[0])) : null;
        return service is null ? Destination.Nowhere(Broken.NoSuchHost) : Behind(service, address.Port);
    }

    private Destination ByAddress(Address address)
    {
        if (store.List("", "services").FirstOrDefault(service => service.Text("spec", "clusterIP") == address.Host) is { } service)
        {
            return Behind(service, address.Port);
        }

        var pod = store.List("", "pods").FirstOrDefault(pod => pod.Text("status", "podIP") == address.Host);
        return pod is null ? Destination.Nowhere(Broken.Lost) : new Destination([pod], address.Port, Broken.Not);
    }

    private Destination Behind(JsonObject service, int port)
    {
        var isHeadless = service.Text("spec", "clusterIP") == "None";
        var declared = service.Objects("spec", "ports").FirstOrDefault(declared => declared.Whole("port") == port);
        if (declared is null && !isHeadless)
        {
            // A cluster address answers on the ports of its Service; packets to others go nowhere.
            return Destination.Nowhere(service.Text("spec", "type") == "ExternalName" ? Broken.NoSuchHost : Broken.Lost);
        }

        var pods = new List<JsonObject>();
        var target = port;
        var endpoints = store.Find(ObjectKey.Core("endpoints", service.Namespace(), service.Name()));
        foreach (var subset in endpoints.Objects("subsets"))
        {
            var known = subset.Objects("ports").FirstOrDefault(known => known.Text("name") == declared.Text("name")).Whole("port");
            if (!isHeadless && known is null)
            {
                continue;
            }

            target = isHeadless ? port : known!.Value;
            pods.AddRange(subset.Objects("addresses")
                .Select(address => store.Find(ObjectKey.Core("pods", service.Namespace(), address.Text("targetRef", "name") ?? "")))
                .OfType<JsonObject>());
        }

        return pods.Count > 0 ? new Destination(pods, target, Broken.Not) : Destination.Nowhere(isHeadless ? Broken.NoSuchHost : Broken.NoEndpoints);
    }
}
