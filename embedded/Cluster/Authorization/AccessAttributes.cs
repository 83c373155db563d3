using Microsoft.AspNetCore.Http;

namespace Autocura.Embedded.Cluster.Authorization;

/// <summary>What is asked for, as roles speak of it: a verb on a resource, or on a path that is none.</summary>
internal sealed record AccessAttributes
{
    private static readonly string[] OfNamespaceItself = ["status", "finalize"];

    public required string Verb { get; init; }

    /// <summary>Empty when a path is asked for that is no resource.</summary>
    public string Resource { get; init; } = "";

    public string Group { get; init; } = "";

    public string Version { get; init; } = "";

    public string Subresource { get; init; } = "";

    /// <summary>Empty at the scope of the cluster.</summary>
    public string Namespace { get; init; } = "";

    public string Name { get; init; } = "";

    public string Path { get; init; } = "";

    public bool IsResource => Resource.Length > 0;

    public string FullResource => Subresource.Length == 0 ? Resource : $"{Resource}/{Subresource}";

    /// <summary>Reads a request by its method and path alone, as it is judged before anybody looks whether there is such a resource.</summary>
    public static AccessAttributes Of(HttpRequest request)
    {
        var path = request.Path.Value ?? "/";
        var (group, version, rest) = path.Trim('/').Split('/') switch
        {
            ["api", var v, .. { Length: > 0 } tail] => ("", v, tail),
            ["apis", var g, var v, .. { Length: > 0 } tail] => (g, v, tail),
            _ => ("", "", []),
        };
        if (rest.Length == 0)
        {
            return new() { Verb = request.Method.ToLowerInvariant(), Path = path };
        }

        var ns = rest is ["namespaces", var named, ..] ? named : "";
        var parts = rest is ["namespaces", _, var inside, ..] && !OfNamespaceItself.Contains(inside) ? rest[2..] : rest;
        var name = parts.ElementAtOrDefault(1) ?? "";
        var verb = VerbOf(request, name.Length == 0);
        return new()
        {
            Verb = verb,
            Group = group,
            Version = version,
            Resource = parts[0],
            Subresource = parts.ElementAtOrDefault(2) ?? "",
            Namespace = ns,
            Name = name.Length == 0 && verb is "list" or "watch" ? SelectedName(request) : name,
            Path = path,
        };
    }

    private static string VerbOf(HttpRequest request, bool isCollection) => request.Method switch
    {
        "POST" => "create",
        "PUT" => "update",
        "PATCH" => "patch",
        "DELETE" => isCollection ? "deletecollection" : "delete",
        "GET" or "HEAD" when !isCollection => "get",
        "GET" or "HEAD" => request.Query["watch"].ToString() is "true" or "1" ? "watch" : "list",
        var other => other.ToLowerInvariant(),
    };

    // A list of one object by its name is allowed to whom that object is.
    private static string SelectedName(HttpRequest request) => request.Query["fieldSelector"].ToString().Split(',')
        .Select(term => term.Replace("==", "=", StringComparison.Ordinal).Split('=', 2))
        .FirstOrDefault(term => term is ["metadata.name", _])?[1] ?? "";
}
