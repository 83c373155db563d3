using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Selectors;

namespace Autocura.Embedded.Cluster.Routes;

/// <summary>The subresources of pods: log, eviction and binding.</summary>
internal sealed class PodRoutes(ObjectStore store, IPodLogs logs, TimeProvider time)
{
    private static readonly string[] ContainerLists = ["containers", "initContainers", "ephemeralContainers"];
    private readonly Mutation mutation = new(store);

    public async Task LogAsync(ResourceRequest request)
    {
        var pod = store.Find(request.Key) ?? throw ApiStatusException.NotFound(request.Key);
        var container = Container(pod, request.Query("container"));
        var query = new PodLogQuery(request.Namespace!, request.Name!, container)
        {
            Previous = request.Query("previous") == "true",
            TailLines = request.QueryNumber("tailLines"),
            Since = request.QueryNumber("sinceSeconds") is { } seconds ? time.GetUtcNow().AddSeconds(-seconds) : SinceTime(request),
            Follow = request.Query("follow") == "true",
        };
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(request.Http.RequestAborted, request.Stopping);
        var lines = logs.Read(query, ends.Token) ?? throw NoLog(pod, query);
        request.Http.Response.ContentType = "text/plain";
        await request.Http.Response.Body.FlushAsync(ends.Token);
        try
        {
            await WriteAsync(request, lines, query.Follow, ends.Token);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // Who follows a log stops by leaving.
        }
    }

    /// <summary>Deletes a pod if every disruption budget that protects it can spare it.</summary>
    public async Task EvictAsync(ResourceRequest request)
    {
        var body = await RequestBody.ReadAsync(request.Http.Request) as JsonObject;
        var options = DeleteOptionsReader.Read(request, body.Child("deleteOptions"));
        mutation.Run(request, "create", () =>
        {
            var pod = store.Find(request.Key) ?? throw ApiStatusException.NotFound(request.Key);
            SpendBudget(request, pod);
            return new(store.Delete(request.Key, request.Actor, options), 201);
        });
        await Answer.WriteAsync(request.Http, new JsonObject { ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Success", ["code"] = 201 }, 201);
    }

    public async Task BindAsync(ResourceRequest request)
    {
        var body = await RequestBody.ReadObjectAsync(request.Http.Request);
        var node = body.Text("target", "name") ?? throw ApiStatusException.BadRequest("target.name is required");
        mutation.Run(request, "create", () => new(
            store.Update(
                request.Key,
                pod =>
                {
                    if (pod.Text("spec", "nodeName") is { Length: > 0 } bound)
                    {
                        throw ApiStatusException.Conflict(request.Key, $"pod {request.Name} is already assigned to node \"{bound}\"");
                    }

                    pod.Ensure("spec")["nodeName"] = node;
                    return pod;
                },
                request.Actor),
            201));
        await Answer.WriteAsync(request.Http, new JsonObject { ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Success", ["code"] = 201 }, 201);
    }

    private static async Task WriteAsync(ResourceRequest request, IAsyncEnumerable<PodLogLine> lines, bool follow, CancellationToken cancellation)
    {
        var withTime = request.Query("timestamps") == "true";
        var limit = request.QueryNumber("limitBytes") ?? int.MaxValue;
        await foreach (var line in lines.WithCancellation(cancellation))
        {
            var text = withTime ? $"{line.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'", CultureInfo.InvariantCulture)} {line.Text}\n" : $"{line.Text}\n";
            var bytes = System.Text.Encoding.UTF8.GetBytes(text);
            var length = Math.Min(bytes.Length, limit);
            limit -= length;
            await request.Http.Response.Body.WriteAsync(bytes.AsMemory(0, length), cancellation);
            if (follow)
            {
                await request.Http.Response.Body.FlushAsync(cancellation);
            }

            if (limit == 0)
            {
                return;
            }
        }
    }

    private static DateTimeOffset? SinceTime(ResourceRequest request) => request.Query("sinceTime") is not { Length: > 0 } text
        ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var since) ? since : throw ApiStatusException.BadRequest($"sinceTime \"{text}\" is not an RFC 3339 time");

    private static string Container(JsonObject pod, string? asked)
    {
        var names = ContainerLists.SelectMany(list => pod.Items("spec", list)).Select(container => container.Text("name") ?? "").ToList();
        if (!string.IsNullOrEmpty(asked))
        {
            return names.Contains(asked) ? asked : throw ApiStatusException.BadRequest($"container {asked} is not valid for pod {pod.Name()}");
        }

        return pod.Items("spec", "containers").Count() == 1
            ? names[0]
            : throw ApiStatusException.BadRequest($"a container name must be specified for pod {pod.Name()}, choose one of: [{string.Join(' ', names)}]");
    }

    private static ApiStatusException NoLog(JsonObject pod, PodLogQuery query)
    {
        if (query.Previous)
        {
            return ApiStatusException.BadRequest($"previous terminated container \"{query.Container}\" in pod \"{query.Pod}\" not found");
        }

        var waiting = pod.Items("status", "containerStatuses").FirstOrDefault(status => status.Text("name") == query.Container).Text("state", "waiting", "reason");
        return ApiStatusException.BadRequest(waiting is null
            ? $"pod {query.Pod} does not have a host assigned"
            : $"container \"{query.Container}\" in pod \"{query.Pod}\" is waiting to start: {waiting}");
    }

    private void SpendBudget(ResourceRequest request, JsonObject pod)
    {
        var ends = pod.IsDeleting() || pod.Text("status", "phase") is "Succeeded" or "Failed" or "Pending";
        foreach (var budget in ends ? [] : store.List("policy", "poddisruptionbudgets", request.Namespace))
        {
            if (!LabelSelector.Of(budget.At("spec", "selector")).Matches(pod))
            {
                continue;
            }

            if (budget.Number("status", "disruptionsAllowed") is not > 0)
            {
                throw new ApiStatusException(new ApiStatus(429, "TooManyRequests", "Cannot evict pod as it would violate the pod's disruption budget.")
                {
                    Causes = [new("", "DisruptionBudget", $"The disruption budget {budget.Name()} needs {budget.Number("status", "desiredHealthy")} healthy pods and has {budget.Number("status", "currentHealthy")} currently")],
                    RetryAfterSeconds = 0,
                });
            }

            store.Update(new("policy", "poddisruptionbudgets", request.Namespace, budget.Name()), Spend, Actor.ApiServer);
        }
    }

    private static JsonObject Spend(JsonObject budget)
    {
        var status = budget.Ensure("status");
        status["disruptionsAllowed"] = status.Number("disruptionsAllowed") - 1;
        return budget;
    }
}
