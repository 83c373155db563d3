using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers.Networking;

/// <summary>Keeps the Endpoints of each Service: its ready pods as addresses, the others as addresses that are not ready.</summary>
internal sealed class EndpointsController(ClusterClient client) : IController
{
    public string Name => "endpoint-controller";

    public IEnumerable<ObjectKey> Concerned(ObjectChange change) => change.Key switch
    {
        { Group: "", Plural: "services" or "endpoints" } => [change.Key with { Plural = "services" }],
        { Group: "", Plural: "pods" } => ServiceBackends.Selecting(client, change),
        _ => [],
    };

    public DateTimeOffset? Reconcile(ObjectKey key)
    {
        var endpoints = key with { Plural = "endpoints" };
        var service = client.Find(key);
        if (service is null)
        {
            client.Delete(endpoints);
            return null;
        }

        if (!ServiceBackends.IsKept(service) || service.IsDeleting())
        {
            return null;
        }

        var subsets = Subsets(service, ServiceBackends.Of(service, client).Where(backend => !backend.IsTerminating));
        if (client.Find(endpoints) is null)
        {
            client.Create(New(service, subsets));
        }
        else
        {
            client.Update(endpoints, kept => Write(kept, subsets));
        }

        return null;
    }

    private static JsonArray Subsets(JsonObject service, IEnumerable<Backend> backends)
    {
        var notReadyToo = service.Is("spec", "publishNotReadyAddresses");
        var subsets = new JsonArray();
        foreach (var alike in backends.GroupBy(backend => backend.PortIdentity).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var subset = new JsonObject();
            Add(subset, "addresses", alike.Where(backend => backend.IsReady || notReadyToo));
            Add(subset, "notReadyAddresses", alike.Where(backend => !backend.IsReady && !notReadyToo));
            var ports = alike.First().Ports;
            if (ports.Count > 0)
            {
                subset["ports"] = new JsonArray([.. ports.Select(Port)]);
            }

            subsets.Add(subset);
        }

        return subsets;
    }

    private static JsonObject Port(BackendPort port)
    {
        var written = new JsonObject { ["port"] = port.Port, ["protocol"] = port.Protocol };
        if (port.Name is not null)
        {
            written["name"] = port.Name;
        }

        return written;
    }

    private static void Add(JsonObject subset, string name, IEnumerable<Backend> backends)
    {
        var addresses = backends.OrderBy(backend => backend.Address, StringComparer.Ordinal).Select(Address).ToArray();
        if (addresses.Length > 0)
        {
            subset[name] = new JsonArray(addresses);
        }
    }

    private static JsonObject Address(Backend backend) => new()
    {
        ["ip"] = backend.Address,
        ["nodeName"] = backend.Pod.Text("spec", "nodeName"),
        ["targetRef"] = TargetRef(backend.Pod),
    };

    internal static JsonObject TargetRef(JsonObject pod) => new()
    {
        ["kind"] = "Pod",
        ["namespace"] = pod.Namespace(),
        ["name"] = pod.Name(),
        ["uid"] = pod.Uid(),
    };

    private static JsonObject New(JsonObject service, JsonArray subsets)
    {
        var endpoints = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Endpoints",
            ["metadata"] = new JsonObject { ["name"] = service.Name(), ["namespace"] = service.Namespace() },
        };
        if (service.Child("metadata", "labels") is { } labels)
        {
            endpoints["metadata"]!["labels"] = labels.Copy();
        }

        Write(endpoints, subsets);
        return endpoints;
    }

    private static void Write(JsonObject endpoints, JsonArray subsets)
    {
        endpoints.Remove("subsets");
        if (subsets.Count > 0)
        {
            endpoints["subsets"] = subsets;
        }
    }
}
