using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.OpenApi;
using Microsoft.AspNetCore.Http;

namespace Autocura.Embedded.Cluster.Routes;

/// <summary>What is served: groups, versions and resources, aggregated or one by one, and their OpenAPI documents.</summary>
internal sealed class DiscoveryRoutes(ResourceCatalog catalog)
{
    private static readonly string[] AllVerbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];
    private static readonly string[] ReadWrite = ["get", "patch", "update"];
    private static readonly string[] CreateOnly = ["create"];
    private static readonly string[] GetOnly = ["get"];
    private static readonly string[] GetAndList = ["get", "list"];

    /// <summary>Answers a discovery path; null when the path is none.</summary>
    public JsonObject? Find(HttpRequest request)
    {
        var path = request.Path.Value!.Trim('/').Split('/');
        var isAggregated = path[0] is "api" or "apis" && path.Length == 1 && request.Headers.Accept.ToString().Contains("as=APIGroupDiscoveryList", StringComparison.Ordinal);
        if (isAggregated)
        {
            // By this type alone a client tells the aggregated form from the old one.
            request.HttpContext.Response.ContentType = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
        }

        return path switch
        {
            ["api"] when isAggregated => Aggregated(isCore: true),
            ["apis"] when isAggregated => Aggregated(isCore: false),
            ["api"] => new JsonObject { ["kind"] = "APIVersions", ["versions"] = new JsonArray("v1"), ["serverAddressByClientCIDRs"] = new JsonArray() },
            ["apis"] => new JsonObject { ["kind"] = "APIGroupList", ["apiVersion"] = "v1", ["groups"] = new JsonArray([.. Groups().Select(group => (JsonNode)Group(group))]) },
            ["apis", var name] => Groups().FirstOrDefault(group => group.Key == name) is { } group ? WithKind(Group(group)) : null,
            ["api", var version] => Resources("", version),
            ["apis", var name, var version] => Resources(name, version),
            ["openapi", "v3"] => OpenApiIndex(),
            ["openapi", "v3", "api", var version] => OpenApi("", version),
            ["openapi", "v3", "apis", var name, var version] => OpenApi(name, version),
            ["openapi", "v2"] => SwaggerDocument(request),
            _ => null,
        };
    }

    private IEnumerable<IGrouping<string, ResourceType>> Groups() => catalog.All.Where(type => type.Group.Length > 0).GroupBy(type => type.Group);

    private static JsonObject Group(IGrouping<string, ResourceType> group)
    {
        var versions = Versions(group).Select(version => new JsonObject { ["groupVersion"] = $"{group.Key}/{version}", ["version"] = version }).ToList();
        return new JsonObject { ["name"] = group.Key, ["versions"] = new JsonArray([.. versions]), ["preferredVersion"] = versions[0].DeepClone() };
    }

    private static JsonObject WithKind(JsonObject group)
    {
        group["kind"] = "APIGroup";
        group["apiVersion"] = "v1";
        return group;
    }

    // v1 before v1beta1 before v1alpha1, as clients take the first for the preferred one.
    private static IEnumerable<string> Versions(IEnumerable<ResourceType> types) => types.Select(type => type.Version).Distinct()
        .OrderBy(version => version.Contains("alpha", StringComparison.Ordinal) ? 2 : version.Contains("beta", StringComparison.Ordinal) ? 1 : 0)
        .ThenByDescending(version => version, StringComparer.Ordinal);

    private JsonObject? Resources(string group, string version)
    {
        var types = catalog.All.Where(type => type.Group == group && type.Version == version).ToList();
        if (types.Count == 0)
        {
            return null;
        }

        return new JsonObject
        {
            ["kind"] = "APIResourceList",
            ["apiVersion"] = "v1",
            ["groupVersion"] = types[0].ApiVersion,
            ["resources"] = new JsonArray([.. types.SelectMany(type => Subresources(type).Select(sub => (JsonNode)Legacy(type, sub)).Prepend(Legacy(type)))]),
        };
    }

    private static JsonObject Legacy(ResourceType type) => new()
    {
        ["name"] = type.Plural,
        ["singularName"] = type.Singular,
        ["namespaced"] = type.Namespaced,
        ["kind"] = type.Kind,
        ["verbs"] = Texts(Verbs(type)),
        ["shortNames"] = Texts(type.ShortNames),
        ["categories"] = Texts(type.Categories),
    };

    private static JsonObject Legacy(ResourceType type, Subresource sub)
    {
        var json = new JsonObject { ["name"] = $"{type.Plural}/{sub.Name}", ["singularName"] = "", ["namespaced"] = type.Namespaced };
        if (sub.Group.Length > 0)
        {
            json["group"] = sub.Group;
            json["version"] = "v1";
        }

        json["kind"] = sub.Kind;
        json["verbs"] = Texts(sub.Verbs);
        return json;
    }

    private JsonObject Aggregated(bool isCore)
    {
        var groups = catalog.All.Where(type => type.Group.Length == 0 == isCore).GroupBy(type => type.Group);
        return new JsonObject
        {
            ["kind"] = "APIGroupDiscoveryList",
            ["apiVersion"] = "apidiscovery.k8s.io/v2",
            ["metadata"] = new JsonObject(),
            ["items"] = new JsonArray([.. groups.Select(group => (JsonNode)new JsonObject
            {
                ["metadata"] = isCore ? new JsonObject() : new JsonObject { ["name"] = group.Key },
                ["versions"] = new JsonArray([.. Versions(group).Select(version => (JsonNode)AggregatedVersion(version, group.Where(type => type.Version == version)))]),
            })]),
        };
    }

    private static JsonObject AggregatedVersion(string version, IEnumerable<ResourceType> types) => new()
    {
        ["version"] = version,
        ["freshness"] = "Current",
        ["resources"] = new JsonArray([.. types.Select(type => (JsonNode)new JsonObject
        {
            ["resource"] = type.Plural,
            ["responseKind"] = ResponseKind(type.Group, type.Version, type.Kind),
            ["scope"] = type.Namespaced ? "Namespaced" : "Cluster",
            ["singularResource"] = type.Singular,
            ["verbs"] = Texts(Verbs(type)),
            ["shortNames"] = Texts(type.ShortNames),
            ["categories"] = Texts(type.Categories),
            ["subresources"] = new JsonArray([.. Subresources(type).Select(sub => (JsonNode)new JsonObject
            {
                ["subresource"] = sub.Name,
                ["responseKind"] = ResponseKind(sub.Group.Length > 0 ? sub.Group : type.Group, sub.Group.Length > 0 ? "v1" : type.Version, sub.Kind),
                ["verbs"] = Texts(sub.Verbs),
            })]),
        })]),
    };

    private static JsonObject ResponseKind(string group, string version, string kind) => new() { ["group"] = group, ["version"] = version, ["kind"] = kind };

    private static IEnumerable<Subresource> Subresources(ResourceType type)
    {
        if (type.HasStatus)
        {
            yield return new("status", "", type.Kind, ReadWrite);
        }

        if (type.Scale is not null)
        {
            yield return new("scale", "autoscaling", "Scale", ReadWrite);
        }

        if (type is { Group: "", Plural: "pods" })
        {
            yield return new("log", "", "Pod", GetOnly);
            yield return new("proxy", "", "PodProxyOptions", GetOnly);
            yield return new("eviction", "policy", "Eviction", CreateOnly);
            yield return new("binding", "", "Binding", CreateOnly);
            yield return new("resize", "", "Pod", ReadWrite);
        }

        if (type is { Group: "", Plural: "serviceaccounts" })
        {
            yield return new("token", "authentication.k8s.io", "TokenRequest", CreateOnly);
        }
    }

    private static string[] Verbs(ResourceType type) => type.Stored ? AllVerbs : type.IsMeasured ? GetAndList : CreateOnly;

    private static JsonArray Texts(IEnumerable<string> values) => [.. values.Select(value => (JsonNode?)value)];

    private JsonObject OpenApiIndex()
    {
        var paths = new JsonObject();
        foreach (var group in catalog.All.GroupBy(type => (type.Group, type.Version)))
        {
            var path = group.Key.Group.Length == 0 ? $"api/{group.Key.Version}" : $"apis/{group.Key.Group}/{group.Key.Version}";
            paths[path] = new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{path}" };
        }

        return new JsonObject { ["paths"] = paths };
    }

    private JsonObject? OpenApi(string group, string version)
    {
        var types = catalog.All.Where(type => type.Group == group && type.Version == version).ToList();
        return types.Count == 0 ? null : OpenApiWriter.Write(types);
    }

    // Clients that ask for the binary form fall back to OpenAPI v3 or to their own types when it is refused.
    private static JsonObject SwaggerDocument(HttpRequest request)
    {
        var accept = request.Headers.Accept.ToString();
        if (accept.Length > 0 && !accept.Contains("json", StringComparison.Ordinal) && !accept.Contains("*/*", StringComparison.Ordinal))
        {
            throw new ApiStatusException(new ApiStatus(406, "NotAcceptable", "only the following media types are accepted: application/json"));
        }

        return new JsonObject
        {
            ["swagger"] = "2.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = ServedVersion.GitVersion },
            ["paths"] = new JsonObject(),
            ["definitions"] = new JsonObject(),
        };
    }

    private sealed record Subresource(string Name, string Group, string Kind, IReadOnlyList<string> Verbs);
}
