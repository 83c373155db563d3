using System.Buffers;
using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Tables;

namespace Autocura.Embedded.Cluster.Routes;

/// <summary>Watches: what there is (when asked from the start), what changes, and bookmarks in quiet times.</summary>
internal sealed class WatchRoute(ObjectStore store, ReadRoutes reads, TimeProvider time)
{
    private static readonly TimeSpan BookmarkInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(30);

    public async Task WatchAsync(ResourceRequest request)
    {
        Form.Of(request.Http.Request);
        var timeout = request.QueryNumber("timeoutSeconds") is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : DefaultTimeout;
        using var ends = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ends.Token, request.Http.RequestAborted, request.Stopping);
        var (initial, watch, since) = Start(request);
        try
        {
            request.Http.Response.ContentType = "application/json";
            var stream = new WatchStream(request, reads);
            await stream.StartAsync(either.Token);
            await SendInitialAsync(request, stream, initial, since, either.Token);
            await FollowAsync(request, stream, watch, either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // The end of a watch is the end of its time, of its client or of the server; none of them is an error.
        }
        finally
        {
            store.StopWatch(watch);
        }
    }

    private (IReadOnlyList<JsonObject>? Initial, ObjectWatch Watch, long Since) Start(ResourceRequest request)
    {
        var asked = request.Query("resourceVersion");
        var (group, plural) = (request.Key.Group, request.Type.Plural);
        if (!string.IsNullOrEmpty(asked) && asked != "0" && request.Query("sendInitialEvents") != "true")
        {
            var since = long.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                ? version
                : throw ApiStatusException.BadRequest($"resourceVersion \"{asked}\" is not one this server gave out");
            return (null, store.StartWatch(group, plural, request.Namespace, since), since);
        }

        return store.Batch(() =>
        {
            var now = store.ResourceVersion;
            return ((IReadOnlyList<JsonObject>?)[.. reads.Select(request)], store.StartWatch(group, plural, request.Namespace, now), now);
        });
    }

    private static async Task SendInitialAsync(ResourceRequest request, WatchStream stream, IReadOnlyList<JsonObject>? initial, long since, CancellationToken cancellation)
    {
        foreach (var obj in initial ?? [])
        {
            await stream.SendAsync("ADDED", obj, cancellation);
        }

        if (request.Query("sendInitialEvents") == "true")
        {
            await stream.BookmarkAsync(since, endsInitial: true, cancellation);
        }
    }

    private async Task FollowAsync(ResourceRequest request, WatchStream stream, ObjectWatch watch, CancellationToken cancellation)
    {
        var matches = ReadRoutes.Matcher(request);
        var wantsBookmarks = request.Query("allowWatchBookmarks") is "true" or "1";
        var more = watch.Changes.WaitToReadAsync(cancellation).AsTask();
        while (true)
        {
            using var quiet = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var bookmark = wantsBookmarks ? Task.Delay(BookmarkInterval, time, quiet.Token) : Task.Delay(Timeout.InfiniteTimeSpan, time, quiet.Token);
            var first = await Task.WhenAny(more, bookmark);
            await quiet.CancelAsync();
            if (first == bookmark)
            {
                cancellation.ThrowIfCancellationRequested();
                await stream.BookmarkAsync(store.ResourceVersion, endsInitial: false, cancellation);
                continue;
            }

            await more;
            while (watch.Changes.TryRead(out var change))
            {
                await SendChangeAsync(request, stream, change, matches, cancellation);
            }

            more = watch.Changes.WaitToReadAsync(cancellation).AsTask();
        }
    }

    // An object that comes to match, or matches no more, is added to or deleted from what the watcher sees.
    private static async Task SendChangeAsync(ResourceRequest request, WatchStream stream, ObjectChange change, Func<JsonObject, bool> matches, CancellationToken cancellation)
    {
        var now = ObjectViews.Show(change.Current, request.Type);
        var isIn = change.Kind != ChangeKind.Deleted && matches(now);
        var wasIn = change.Previous is { } previous && matches(ObjectViews.Show(previous, request.Type));
        var type = (wasIn, isIn) switch
        {
            (false, true) => "ADDED",
            (true, true) => "MODIFIED",
            (true, false) => "DELETED",
            _ => null,
        };
        if (type is not null)
        {
            await stream.SendAsync(type, now, cancellation);
        }
    }

    private sealed class WatchStream(ResourceRequest request, ReadRoutes reads)
    {
        private readonly ResponseForm form = Form.Of(request.Http.Request);
        private bool columnsSent;

        public Task StartAsync(CancellationToken cancellation) => request.Http.Response.Body.FlushAsync(cancellation);

        public Task SendAsync(string type, JsonObject obj, CancellationToken cancellation)
        {
            var view = form switch
            {
                ResponseForm.Table => reads.Table(request, [obj], obj.ResourceVersion(), withColumns: !columnsSent),
                ResponseForm.Metadata => TableWriter.Partial(obj),
                _ => obj,
            };
            columnsSent = true;
            return WriteAsync(type, view, cancellation);
        }

        public Task BookmarkAsync(long version, bool endsInitial, CancellationToken cancellation)
        {
            var metadata = new JsonObject { ["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture), ["creationTimestamp"] = null };
            if (endsInitial)
            {
                metadata["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" };
            }

            return WriteAsync("BOOKMARK", new JsonObject { ["kind"] = request.Type.Kind, ["apiVersion"] = request.Type.ApiVersion, ["metadata"] = metadata }, cancellation);
        }

        private async Task WriteAsync(string type, JsonObject obj, CancellationToken cancellation)
        {
            var body = request.Http.Response.BodyWriter;
            body.Write("{\"type\":\""u8);
            body.Write(System.Text.Encoding.ASCII.GetBytes(type));
            body.Write("\",\"object\":"u8);
            body.Write(Answer.Bytes(obj));
            body.Write("}\n"u8);
            await body.FlushAsync(cancellation);
        }
    }
}
