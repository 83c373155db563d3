using System.Net;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Selectors;

namespace Autocura.Embedded.Cluster.Controllers.Networking.Policies;

/// <summary>Who is on the other side: pods by label and namespace, or addresses. What comes from outside of the cluster has an address only.</summary>
internal static class PolicyPeer
{
    // An address that is nobody's in particular (RFC 5737).
    private static readonly IPAddress Outside = IPAddress.Parse("203.0.113.10");

    public static bool Matches(ObjectStore store, string? home, JsonObject peer, JsonObject? other)
    {
        if (peer.Child("ipBlock") is { } block)
        {
            return IsWithin(block, other);
        }

        if (other is null)
        {
            return false;
        }

        var isNamespace = peer.Child("namespaceSelector") is { } namespaces
            ? store.Find(ObjectKey.Core("namespaces", null, other.Namespace() ?? "")) is { } ns && LabelSelector.From(namespaces).Matches(ns)
            : other.Namespace() == home;
        return isNamespace && LabelSelector.From(peer.Child("podSelector")).Matches(other);
    }

    private static bool IsWithin(JsonObject block, JsonObject? other)
    {
        var address = other is null ? Outside : IPAddress.TryParse(other.Text("status", "podIP"), out var ip) ? ip : null;
        return address is not null
            && Contains(block.Text("cidr"), address)
            && !block.Texts("except").Any(except => Contains(except, address));
    }

    private static bool Contains(string? cidr, IPAddress address) => IPNetwork.TryParse(cidr, out var network) && network.Contains(address);
}
