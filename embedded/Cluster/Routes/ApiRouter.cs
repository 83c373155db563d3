using System.Security.Cryptography;
using System.Text;
using Autocura.Embedded.Cluster.Admission;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Cluster.Routes;

/// <summary>Leads each request to its route, and turns every refusal into a Status.</summary>
internal sealed partial class ApiRouter
{
    private const string Administrator = "autocura-admin";
    private readonly ObjectStore store;
    private readonly byte[] token;
    private readonly ILogger log;
    private readonly DiscoveryRoutes discovery;
    private readonly ReadRoutes reads;
    private readonly WatchRoute watches;
    private readonly WriteRoutes writes;
    private readonly PatchRoute patches;
    private readonly ScaleRoute scales;
    private readonly PodRoutes pods;

    public ApiRouter(ObjectStore store, IPodLogs logs, string token, TimeProvider time, ILogger log)
    {
        var admission = new ObjectAdmission(store, time);
        this.store = store;
        this.log = log;
        this.token = Encoding.ASCII.GetBytes($"Bearer {token}");
        discovery = new(store.Catalog);
        reads = new(store, time);
        watches = new(store, reads, time);
        writes = new(store, admission, reads);
        patches = new(store, admission, writes, reads, time);
        scales = new(store);
        pods = new(store, logs, time);
    }

    public async Task RouteAsync(HttpContext http)
    {
        try
        {
            await (IsOpen(http.Request.Path) ? RouteOpenAsync(http) : RouteGuardedAsync(http));
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

    // What a client may know before it has shown who it is.
    private static bool IsOpen(PathString path) => path.Value is "/version" or "/healthz" or "/livez" or "/readyz";

    private static Task RouteOpenAsync(HttpContext http) =>
        http.Request.Path == "/version" ? Answer.WriteAsync(http, ServedVersion.ToJson()) : http.Response.WriteAsync("ok");

    private Task RouteGuardedAsync(HttpContext http)
    {
        var shown = Encoding.UTF8.GetBytes(http.Request.Headers.Authorization.ToString());
        if (!CryptographicOperations.FixedTimeEquals(shown, token))
        {
            throw new ApiStatusException(new ApiStatus(401, "Unauthorized", "Unauthorized"));
        }

        if (http.Request.Path == "/autocura/audit")
        {
            return AuditRoute.ReadAsync(http, store.Audit);
        }

        if (HttpMethods.IsGet(http.Request.Method) && discovery.Find(http.Request) is { } document)
        {
            return Answer.WriteAsync(http, document);
        }

        var request = ResourceRequest.Parse(http, store.Catalog, Administrator) ?? throw NoSuchPath();
        return (request.Subresource, request.Type.Stored) switch
        {
            (_, false) => HttpMethods.IsPost(http.Request.Method) ? ReviewRoutes.CreateAsync(request) : throw NotAllowed(request),
            ("", _) => request.IsCollection ? RouteCollection(request) : RouteObject(request),
            ("status", _) when request.Type.HasStatus => RouteObject(request),
            ("scale", _) when request.Type.Scale is not null => RouteScale(request),
            var (subresource, _) when request.Type is { Group: "", Plural: "pods" } => RoutePod(request, subresource),
            ("finalize", _) when request.Type.Kind == "Namespace" => RouteObject(request with { Subresource = "" }),
            _ => throw NoSuchPath(),
        };
    }

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
        ("eviction", "POST") => pods.EvictAsync(request),
        ("binding", "POST") => pods.BindAsync(request),
        ("log" or "eviction" or "binding", _) => throw NotAllowed(request),
        _ => throw NoSuchPath(),
    };

    private static ApiStatusException NoSuchPath() => ApiStatusException.NoSuchResource();

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private static partial void RequestFailed(ILogger log, string method, PathString path, Exception fault);

    private static ApiStatusException NotAllowed(ResourceRequest request) => new(new ApiStatus(
        405, "MethodNotAllowed", "the server does not allow this method on the requested resource")
    { Name = request.Name, Group = request.Type.Group, Kind = request.Type.Plural });
}
