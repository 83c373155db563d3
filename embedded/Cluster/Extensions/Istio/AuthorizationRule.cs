using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Applications.Conditions;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Extensions.Istio;

/// <summary>
/// One rule of an AuthorizationPolicy against one hop. Who calls is known by identity only where the mesh has both sides. Of the request nothing is known but
/// its port, so it is taken for a GET of the root path.
/// </summary>
internal sealed class AuthorizationRule(Hop hop, bool isIdentified)
{
    private const string Method = "GET";
    private const string Path = "/";

    private string? Account => isIdentified && hop.From is { } from ? from.Text("spec", "serviceAccountName") ?? "default" : null;

    private string? Namespace => isIdentified ? hop.From?.Namespace() : null;

    private string? Principal => Account is { } account ? $"cluster.local/ns/{Namespace}/sa/{account}" : null;

    private string? Address => hop.From?.Text("status", "podIP");

    private string Port => hop.Port.ToString(CultureInfo.InvariantCulture);

    public bool Matches(JsonObject rule)
    {
        var (from, to) = (rule.Objects("from").ToList(), rule.Objects("to").ToList());
        return (from.Count == 0 || from.Exists(one => IsSource(one.Child("source") ?? [])))
            && (to.Count == 0 || to.Exists(one => IsOperation(one.Child("operation") ?? [])))
            && rule.Objects("when").All(Holds);
    }

    private bool IsSource(JsonObject source) =>
        Allows(source, "principals", "notPrincipals", Principal)
        && Allows(source, "namespaces", "notNamespaces", Namespace)
        && Allows(source, "serviceAccounts", "notServiceAccounts", Account is null ? null : $"{Namespace}/{Account}")
        && Allows(source, "requestPrincipals", "notRequestPrincipals", null)
        && AllowsAddress(source, "ipBlocks", "notIpBlocks")
        && AllowsAddress(source, "remoteIpBlocks", "notRemoteIpBlocks");

    private bool IsOperation(JsonObject operation) =>
        Allows(operation, "methods", "notMethods", Method)
        && Allows(operation, "paths", "notPaths", Path)
        && Allows(operation, "ports", "notPorts", Port);

    private bool Holds(JsonObject condition)
    {
        var value = condition.Text("key") switch
        {
            "source.namespace" => Namespace,
            "source.principal" => Principal,
            "source.serviceAccount" => Account is null ? null : $"{Namespace}/{Account}",
            "destination.port" => Port,
            "request.method" => Method,
            _ => null,
        };
        return condition.Text("key") == "source.ip" ? AllowsAddress(condition, "values", "notValues") : Allows(condition, "values", "notValues", value);
    }

    private static bool Allows(JsonObject part, string wanted, string unwanted, string? value)
    {
        var (allowed, refused) = (part.Texts(wanted).ToList(), part.Texts(unwanted).ToList());
        return (allowed.Count == 0 || (value is not null && allowed.Exists(pattern => IsLike(pattern, value))))
            && (value is null || !refused.Exists(pattern => IsLike(pattern, value)));
    }

    private bool AllowsAddress(JsonObject part, string wanted, string unwanted)
    {
        var (allowed, refused) = (part.Texts(wanted).ToList(), part.Texts(unwanted).ToList());
        return (allowed.Count == 0 || allowed.Exists(IsWithin)) && !refused.Exists(IsWithin);
    }

    private bool IsWithin(string block) => IPAddress.TryParse(Address, out var address)
        && (IPNetwork.TryParse(block, out var network) ? network.Contains(address) : block == Address);

    // A star stands for any text, at the start or at the end.
    private static bool IsLike(string pattern, string value) => pattern switch
    {
        "*" => true,
        ['*', .. var end] => value.EndsWith(end, StringComparison.Ordinal),
        [.. var start, '*'] => value.StartsWith(start, StringComparison.Ordinal),
        _ => pattern == value,
    };
}
