using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers.Networking;

/// <summary>A port of a Service as one pod serves it: the target port is resolved, by name or as a number.</summary>
internal sealed record BackendPort(string? Name, int Port, string Protocol);

/// <summary>A pod behind a Service.</summary>
internal sealed record Backend(JsonObject Pod, IReadOnlyList<BackendPort> Ports)
{
    public string Address => Pod.Text("status", "podIP")!;

    public bool IsReady => PodTemplates.IsReady(Pod);

    public bool IsTerminating => Pod.IsDeleting();

    /// <summary>What tells backends with other resolved ports apart.</summary>
    public string PortIdentity => string.Join(',', Ports.Select(port => $"{port.Name}/{port.Port}/{port.Protocol}"));
}

/// <summary>
/// The pods a Service selects, with its target ports resolved for each. A numbered target port is taken as it stands, whether or not a container listens
/// there: that is how a wrong one comes to have endpoints that refuse connections. A named one must be declared by the pod.
/// </summary>
internal static class ServiceBackends
{
    public static IReadOnlyList<Backend> Of(JsonObject service, ClusterClient client)
    {
        var selector = service.TextMap("spec", "selector");
        var pods = selector.Count == 0 ? [] : client.PodsWith(service.Namespace(), selector);
        return [.. pods
            .Where(pod => pod.Text("status", "podIP") is not null && pod.Text("status", "phase") is not ("Succeeded" or "Failed"))
            .Select(pod => new Backend(pod, Ports(service, pod)))];
    }

    /// <summary>Whether controllers keep the endpoints of this Service.</summary>
    public static bool IsKept(JsonObject service) =>
        service.TextMap("spec", "selector").Count > 0 && service.Text("spec", "type") != "ExternalName";

    public static IEnumerable<ObjectKey> Selecting(ClusterClient client, ObjectChange change)
    {
        var now = client.ServicesFor(change.Key.Namespace, change.Current.Labels());
        var before = change.Previous is { } previous && !previous.Labels().SequenceEqual(change.Current.Labels()) ? client.ServicesFor(change.Key.Namespace, previous.Labels()) : [];
        return now.Concat(before).Select(service => ObjectKey.Core("services", service.Namespace(), service.Name())).Distinct();
    }

    private static List<BackendPort> Ports(JsonObject service, JsonObject pod) =>
    [
        .. service.Objects("spec", "ports")
            .Select(port => (Port: port, Target: Target(port, pod)))
            .Where(resolved => resolved.Target is not null)
            .Select(resolved => new BackendPort(resolved.Port.Text("name"), resolved.Target!.Value, resolved.Port.Text("protocol") ?? "TCP")),
    ];

    private static int? Target(JsonObject port, JsonObject pod)
    {
        var target = port["targetPort"];
        if (target.Text() is not { } name)
        {
            return target.Whole() is > 0 and var number ? number : port.Whole("port");
        }

        return pod.Objects("spec", "containers").SelectMany(container => container.Objects("ports"))
            .FirstOrDefault(declared => declared.Text("name") == name)
            .Whole("containerPort");
    }
}
