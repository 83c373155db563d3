using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Applications.Conditions;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Cluster.Stages;

namespace Autocura.Embedded.Cluster.Applications.Following;

/// <summary>Tries to open a connection from a pod, as an init container does that waits for what its pod needs.</summary>
internal sealed class Connection(ObjectStore store, ContainerProfiles profiles, ConditionSet conditions)
{
    private readonly AddressBook addresses = new(store);

    /// <summary>Whether somebody accepts a connection at <c>host:port</c>.</summary>
    public bool IsAccepted(JsonObject from, string address) =>
        Address.Parse(address, 0) is { } known && addresses.Find(from, from.Namespace()!, known) is var found && found.Pods.Any(pod => Accepts(from, pod, found.Port));

    private bool Accepts(JsonObject from, JsonObject pod, int port)
    {
        var hop = conditions.Of(new Hop(from, pod, port));
        return hop is { Refused: < 1, Lost: < 1 } && pod.Objects("spec", "containers").Any(container =>
            pod.Objects("status", "containerStatuses").Any(status => status.Text("name") == container.Text("name") && status.At("state", "running") is not null)
            && ContainerFacts.Listens(container, profiles.Of(pod, container), port));
    }
}
