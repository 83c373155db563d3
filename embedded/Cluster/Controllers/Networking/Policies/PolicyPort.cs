using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Applications.Conditions;

namespace Autocura.Embedded.Cluster.Controllers.Networking.Policies;

/// <summary>A port of a rule: a number, a range of them, or the name of a port of the pod that is called. Requests are made over TCP.</summary>
internal static class PolicyPort
{
    public static bool Matches(JsonObject port, Hop hop)
    {
        if ((port.Text("protocol") ?? "TCP") != "TCP")
        {
            return false;
        }

        if (port.Text("port") is { } name)
        {
            return Numbers(hop.To, name).Contains(hop.Port);
        }

        return port.Number("port") is not { } first || (hop.Port >= first && hop.Port <= (port.Number("endPort") ?? first));
    }

    private static IEnumerable<int> Numbers(JsonObject pod, string name) => pod.Objects("spec", "containers")
        .SelectMany(container => container.Objects("ports"))
        .Where(port => port.Text("name") == name && (port.Text("protocol") ?? "TCP") == "TCP")
        .Select(port => port.Count("containerPort"));
}
