using System.Globalization;
using Autocura.Embedded.Cluster.Authentication;
using Autocura.Embedded.Cluster.Faults;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Autocura.Embedded.Cluster.Routes;

/// <summary>A request to a resource, taken apart: what it is about, who asks, and the options in its query.</summary>
internal sealed record ResourceRequest
{
    private const int FieldManagerLimit = 128;

    public required HttpContext Http { get; init; }

    public required ResourceType Type { get; init; }

    public string? Namespace { get; init; }

    public string? Name { get; init; }

    public string Subresource { get; init; } = "";

    /// <summary>The port of the pod that a request is passed on to; null for one that is not.</summary>
    public string? ProxyPort { get; init; }

    /// <summary>The path that is asked for there.</summary>
    public string ProxyPath { get; init; } = "";

    public required UserIdentity User { get; init; }

    /// <summary>The moment that reads are answered from; null for the present.</summary>
    public StoreState? State { get; init; }

    /// <summary>Cancelled when the server stops, so that watches and log streams end.</summary>
    public CancellationToken Stopping => Http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

    public bool IsCollection => Name is null;

    public ObjectKey Key => Type.Key(Namespace, Name ?? "");

    public bool IsDryRun => Query("dryRun") switch
    {
        null or "" => false,
        "All" => true,
        var other => throw ApiStatusException.Invalid("meta.k8s.io", $"{Http.Request.Method}Options", "", [new("dryRun", "FieldValueNotSupported", $"Unsupported value: \"{other}\": supported values: \"All\"")]),
    };

    /// <summary>Strict, Warn or Ignore: what becomes of fields that the kind does not have.</summary>
    public string FieldValidation => Query("fieldValidation") is { Length: > 0 } mode ? mode : "Warn";

    public bool Force => Query("force") is "true" or "1";

    public bool IsWatch => Query("watch") is "true" or "1";

    // Without a name of its own a writer is known by the first part of its user agent.
    public Actor Actor
    {
        get
        {
            var agent = Http.Request.Headers.UserAgent.ToString();
            var manager = Query("fieldManager") is { Length: > 0 } named ? named : agent.Split('/')[0];
            return new(User.Name, agent, manager.Length > FieldManagerLimit ? manager[..FieldManagerLimit] : manager);
        }
    }

    public string? Query(string name) => Http.Request.Query.TryGetValue(name, out var values) ? values[0] : null;

    public int? QueryNumber(string name)
    {
        if (Query(name) is not { Length: > 0 } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw ApiStatusException.BadRequest($"query parameter {name} must be a whole number, not \"{text}\"");
    }

    /// <summary>
    /// Reads <c>/api/v1/...</c> and <c>/apis/GROUP/VERSION/...</c>; null when the path names no kind that is served.
    /// </summary>
    public static ResourceRequest? Parse(HttpContext http, ResourceCatalog catalog, UserIdentity user)
    {
        var parts = (http.Request.Path.Value ?? "").Trim('/').Split('/');
        var (group, version, rest) = parts switch
        {
            ["api", var v, .. var tail] => ("", v, tail),
            ["apis", var g, var v, .. var tail] => (g, v, tail),
            _ => ("", "", []),
        };
        var (ns, path) = rest switch
        {
            ["namespaces", var name, var plural, .. var tail] when plural is not ("status" or "finalize") => (name, (string[])[plural, .. tail]),
            _ => (null, rest),
        };
        string? port = null;
        var passedOn = "";
        if (path is ["pods", var named, "proxy", .. var below])
        {
            (var pod, port) = named.Split(':', 2) is [var before, var behind] ? (before, behind) : (named, "");
            (path, passedOn) = (["pods", pod, "proxy"], $"/{string.Join('/', below)}");
        }

        if (path.Length is 0 or > 3 || catalog.Find(group, version, path[0]) is not { } type || type.Namespaced != (ns is not null) && (ns is not null || path.Length > 1))
        {
            return null;
        }

        return new ResourceRequest
        {
            Http = http,
            Type = type,
            Namespace = ns,
            Name = path.ElementAtOrDefault(1),
            Subresource = path.ElementAtOrDefault(2) ?? "",
            ProxyPort = port,
            ProxyPath = passedOn,
            User = user,
            State = http.Features.Get<StaleRead>()?.State,
        };
    }
}
