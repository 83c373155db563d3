using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers.Networking;

/// <summary>Keeps the EndpointSlices of each Service: every pod behind it with its conditions, those on their way out included. One slice for each set of ports.</summary>
internal sealed class EndpointSliceController(ClusterClient client) : IController
{
    private const string Group = "discovery.k8s.io";
    private const string Plural = "endpointslices";
    private const string ServiceName = "kubernetes.io/service-name";

    public string Name => "endpointslice-controller";

    public IEnumerable<ObjectKey> Concerned(ObjectChange change) => change.Key switch
    {
        { Group: "", Plural: "services" } => [change.Key],
        { Group: "", Plural: "pods" } => ServiceBackends.Selecting(client, change),
        { Group: Group, Plural: Plural } => change.Current.Label(ServiceName) is { } service ? [ObjectKey.Core("services", change.Key.Namespace, service)] : [],
        _ => [],
    };

    public DateTimeOffset? Reconcile(ObjectKey key)
    {
        if (client.Find(key) is not { } service || !ServiceBackends.IsKept(service) || service.IsDeleting())
        {
            return null;
        }

        var wanted = ServiceBackends.Of(service, client)
            .GroupBy(backend => backend.PortIdentity)
            .ToDictionary(group => group.Key, group => group.ToList());
        if (wanted.Count == 0)
        {
            wanted[""] = [];
        }

        var slices = client.Owned(service, Group, Plural).ToList();
        foreach (var (slice, alike) in slices.Zip(wanted.OrderBy(pair => pair.Key, StringComparer.Ordinal)))
        {
            client.Update(SliceKey(slice), kept => Write(kept, service, alike.Value));
        }

        foreach (var alike in wanted.OrderBy(pair => pair.Key, StringComparer.Ordinal).Skip(slices.Count))
        {
            client.Create(New(service, alike.Value));
        }

        foreach (var slice in slices.Skip(wanted.Count))
        {
            client.Delete(SliceKey(slice));
        }

        return null;
    }

    private static ObjectKey SliceKey(JsonObject slice) => new(Group, Plural, slice.Namespace(), slice.Name());

    private static JsonObject New(JsonObject service, List<Backend> backends)
    {
        var slice = new JsonObject
        {
            ["apiVersion"] = $"{Group}/v1",
            ["kind"] = "EndpointSlice",
            ["metadata"] = new JsonObject
            {
                ["generateName"] = $"{service.Name()}-",
                ["namespace"] = service.Namespace(),
                ["labels"] = new JsonObject
                {
                    ["endpointslice.kubernetes.io/managed-by"] = "endpointslice-controller.k8s.io",
                    [ServiceName] = service.Name(),
                },
                ["ownerReferences"] = new JsonArray(OwnerReferences.Controller(service)),
            },
            ["addressType"] = "IPv4",
        };
        Write(slice, service, backends);
        return slice;
    }

    private static void Write(JsonObject slice, JsonObject service, List<Backend> backends)
    {
        var publishAll = service.Is("spec", "publishNotReadyAddresses");
        slice["endpoints"] = new JsonArray([.. backends.OrderBy(backend => backend.Address, StringComparer.Ordinal).Select(backend => Endpoint(backend, publishAll))]);
        slice["ports"] = new JsonArray([.. (backends.FirstOrDefault()?.Ports ?? []).Select(Port)]);
    }

    private static JsonObject Endpoint(Backend backend, bool publishAll) => new()
    {
        ["addresses"] = new JsonArray(JsonValue.Create(backend.Address)),
        ["conditions"] = new JsonObject
        {
            ["ready"] = publishAll || (backend.IsReady && !backend.IsTerminating),
            ["serving"] = backend.IsReady,
            ["terminating"] = backend.IsTerminating,
        },
        ["nodeName"] = backend.Pod.Text("spec", "nodeName"),
        ["targetRef"] = EndpointsController.TargetRef(backend.Pod),
    };

    private static JsonObject Port(BackendPort port) => new()
    {
        ["name"] = port.Name ?? "",
        ["port"] = port.Port,
        ["protocol"] = port.Protocol,
    };
}
