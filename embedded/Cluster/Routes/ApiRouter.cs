using Autocura.Embedded.Cluster.Admission;
using Autocura.Embedded.Cluster.Authentication;
using Autocura.Embedded.Cluster.Authorization;
using Autocura.Embedded.Cluster.Faults;
using Autocura.Embedded.Cluster.Usage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Cluster.Routes;

/// <summary>Leads each request to its route, and turns every refusal into a Status.</summary>
internal sealed partial class ApiRouter
{
    private readonly ObjectStore store;
    private readonly AccessControl access;
    private readonly ILogger log;
    private readonly DiscoveryRoutes discovery;
    private readonly ReadRoutes reads;
    private readonly WatchRoute watches;
    private readonly WriteRoutes writes;
    private readonly PatchRoute patches;
    private readonly ScaleRoute scales;
    private readonly PodRoutes pods;
    private readonly ProxyRoute proxy;
    private readonly ReviewRoutes reviews;
    private readonly TokenRoute accounts;
    private readonly FaultRoute faults;
    private readonly UsageRoute usage;

    public ApiRouter(ApiParts parts, NodeReports nodes, TimeProvider time, ILogger log)
    {
        var (store, tokens, authenticator, injector) = parts;
        var authorizer = new RoleAuthorizer(store);
        var admission = new ObjectAdmission(store, time);
        this.store = store;
        this.log = log;
        access = new AccessControl(authenticator, authorizer);
        discovery = new(store.Catalog);
        reads = new(store, time);
        watches = new(store, reads, time);
        writes = new(store, admission, new EscalationGuard(authorizer), reads);
        patches = new(store, writes, reads, authorizer, time);
        scales = new(store);
        pods = new(store, nodes.Logs, time);
        proxy = new(store, nodes.Metrics);
        reviews = new(authenticator, authorizer);
        accounts = new(store, tokens, time);
        faults = new(injector);
        usage = new(store, new ResourceMetrics(store, nodes.Usage, time), time);
    }

    public async Task RouteAsync(HttpContext http)
    {
        try
        {
            await RouteAsync(http, access.Admit(http));
        }
        catch (ApiStatusException refusal)
        {
            await Answer.WriteAsync(http, refusal.Status);
        }
        catch (BadHttpRequestException malformed)
        {
            await Answer.WriteAsync(http, new ApiStatus(malformed.StatusCode, "BadRequest", malformed.Message));
        }
        catch (Exception fault) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            RequestFailed(log, http.Request.Method, http.Request.Path, fault);
            await Answer.WriteAsync(http, new ApiStatus(500, "InternalError", $"Internal error occurred: {fault.Message}"));
        }
    }

    private Task RouteAsync(HttpContext http, UserIdentity user)
    {
        switch (http.Request.Path.Value)
        {
            case "/version":
                return Answer.WriteAsync(http, ServedVersion.ToJson());
            case "/healthz" or "/livez" or "/readyz":
                return http.Response.WriteAsync("ok");
            case "/autocura/audit":
                return AuditRoute.ReadAsync(http, store.Audit);
            case FaultInjector.Path:
                return faults.AnswerAsync(http);
        }

        if (HttpMethods.IsGet(http.Request.Method) && discovery.Find(http.Request) is { } document)
        {
            return Answer.WriteAsync(http, document);
        }

        return RouteResource(ResourceRequest.Parse(http, store.Catalog, user) ?? throw NoSuchPath());
    }

    private Task RouteResource(ResourceRequest request) =>
        (request.Subresource, request.Type.Stored) switch
        {
            (_, false) when request.Type.IsMeasured => usage.AnswerAsync(request),
            (_, false) => HttpMethods.IsPost(request.Http.Request.Method) ? reviews.CreateAsync(request) : throw NotAllowed(request),
            ("", _) => request.IsCollection ? RouteCollection(request) : RouteObject(request),
            ("status", _) when request.Type.HasStatus => RouteObject(request),
            ("scale", _) when request.Type.Scale is not null => RouteScale(request),
            var (subresource, _) when request.Type is { Group: "", Plural: "pods" } => RoutePod(request, subresource),
            ("token", _) when request.Type is { Group: "", Plural: "serviceaccounts" } =>
                HttpMethods.IsPost(request.Http.Request.Method) ? accounts.CreateAsync(request) : throw NotAllowed(request),
            ("finalize", _) when request.Type.Kind == "Namespace" => RouteObject(request with { Subresource = "" }),
            _ => throw NoSuchPath(),
        };

    private Task RouteCollection(ResourceRequest request) => request.Http.Request.Method switch
    {
        "GET" when request.IsWatch => watches.WatchAsync(request),
        "GET" => reads.ListAsync(request),
        "POST" => writes.CreateAsync(request),
        "DELETE" => writes.DeleteCollectionAsync(request),
        _ => throw NotAllowed(request),
    };

    private Task RouteObject(ResourceRequest request) => request.Http.Request.Method switch
    {
        "GET" when request.IsWatch => throw ApiStatusException.BadRequest("watch the collection with a field selector on metadata.name"),
        "GET" => reads.GetAsync(request),
        "PUT" => writes.ReplaceAsync(request),
        "PATCH" => patches.PatchAsync(request),
        "DELETE" when request.Subresource.Length == 0 => writes.DeleteAsync(request),
        _ => throw NotAllowed(request),
    };

    private Task RouteScale(ResourceRequest request) => request.Http.Request.Method switch
    {
        "GET" => scales.GetAsync(request),
        "PUT" => scales.ReplaceAsync(request),
        "PATCH" => scales.PatchAsync(request),
        _ => throw NotAllowed(request),
    };

    private Task RoutePod(ResourceRequest request, string subresource) => (subresource, request.Http.Request.Method) switch
    {
        ("log", "GET") => pods.LogAsync(request),
        ("proxy", "GET") => proxy.GetAsync(request),
        ("eviction", "POST") => pods.EvictAsync(request),
        ("binding", "POST") => pods.BindAsync(request),
        ("resize", _) => RouteObject(request),
        ("log" or "proxy" or "eviction" or "binding", _) => throw NotAllowed(request),
        _ => throw NoSuchPath(),
    };

    private static ApiStatusException NoSuchPath() => ApiStatusException.NoSuchResource();

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private static partial void RequestFailed(ILogger log, string method, PathString path, Exception fault);

    private static ApiStatusException NotAllowed(ResourceRequest request) => new(new ApiStatus(
        405, "MethodNotAllowed", "the server does not allow this method on the requested resource")
    { Name = request.Name, Group = request.Type.Group, Kind = request.Type.Plural });
}

/// <summary>What the routes of the API server stand on.</summary>
internal sealed record ApiParts(ObjectStore Store, ServiceAccountTokens Tokens, Authenticator Authenticator, FaultInjector Faults);
