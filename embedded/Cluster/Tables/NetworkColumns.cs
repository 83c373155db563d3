using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Tables;

/// <summary>The columns of what leads traffic to pods.</summary>
internal static class NetworkColumns
{
    private const int ShownAddresses = 3;

    public static TableShape Service { get; } = new(
        TableColumn.ObjectName,
        TableColumn.Text("Type", obj => obj.Text("spec", "type")),
        TableColumn.Text("Cluster-IP", obj => obj.Text("spec", "clusterIP")),
        TableColumn.Text("External-IP", ExternalAddress),
        TableColumn.Text("Port(s)", ServicePorts),
        TableColumn.Age,
        TableColumn.Labels("Selector", obj => obj.Child("spec", "selector"), priority: 1));

    public static TableShape Endpoints { get; } = new(TableColumn.ObjectName, TableColumn.Text("Endpoints", EndpointAddresses), TableColumn.Age);

    public static TableShape EndpointSlice { get; } = new(
        TableColumn.ObjectName,
        TableColumn.Text("AddressType", obj => obj.Text("addressType")),
        TableColumn.Text("Ports", obj => Joined(obj.Items("ports").Select(port => port.At("port")?.ToString()), "<unset>")),
        TableColumn.Text("Endpoints", obj => Joined(obj.Items("endpoints").SelectMany(endpoint => endpoint.Items("addresses")).Select(address => address.Text()), "<unset>")),
        TableColumn.Age);

    public static TableShape Ingress { get; } = new(
        TableColumn.ObjectName,
        TableColumn.Text("Class", obj => obj.Text("spec", "ingressClassName")),
        TableColumn.Text("Hosts", obj => Joined(obj.Items("spec", "rules").Select(rule => rule.Text("host") ?? "*"), "*")),
        TableColumn.Text("Address", obj => Joined(obj.Items("status", "loadBalancer", "ingress").Select(address => address.Text("ip") ?? address.Text("hostname")), "")),
        TableColumn.Text("Ports", obj => obj.Items("spec", "tls").Any() ? "80, 443" : "80"),
        TableColumn.Age);

    public static TableShape NetworkPolicy { get; } = new(
        TableColumn.ObjectName, TableColumn.Labels("Pod-Selector", obj => obj.Child("spec", "podSelector")), TableColumn.Age);

    private static string Joined(IEnumerable<string?> values, string none)
    {
        var all = values.OfType<string>().ToList();
        var more = all.Count > ShownAddresses ? $" + {all.Count - ShownAddresses} more..." : "";
        return all.Count == 0 ? none : string.Join(',', all.Take(ShownAddresses)) + more;
    }

    private static string ExternalAddress(JsonObject service) => service.Text("spec", "type") switch
    {
        "ExternalName" => service.Text("spec", "externalName") ?? "<none>",
        "LoadBalancer" => Joined(service.Items("status", "loadBalancer", "ingress").Select(address => address.Text("ip") ?? address.Text("hostname")), "<pending>"),
        _ => Joined(service.Items("spec", "externalIPs").Select(address => address.Text()), "<none>"),
    };

    private static string ServicePorts(JsonObject service)
    {
        var ports = service.Items("spec", "ports").Select(port =>
            port.Number("nodePort") is > 0 and var node ? $"{port.Number("port")}:{node}/{port.Text("protocol")}" : $"{port.Number("port")}/{port.Text("protocol")}").ToList();
        return ports.Count > 0 ? string.Join(',', ports) : "<none>";
    }

    private static string EndpointAddresses(JsonObject endpoints)
    {
        var addresses =
            from subset in endpoints.Items("subsets")
            from port in subset.Items("ports").DefaultIfEmpty()
            from address in subset.Items("addresses")
            select port is null ? address.Text("ip") : $"{address.Text("ip")}:{port.Number("port")}";
        return Joined(addresses, "<none>");
    }
}
