using System.Buffers;
using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Tables;
using Microsoft.AspNetCore.Http;

namespace Autocura.Embedded.Cluster.Routes;

/// <summary>Watches: what there is (when asked from the start), what changes, and bookmarks in quiet times.</summary>
internal sealed class WatchRoute(ObjectStore store, ReadRoutes reads, TimeProvider time)
{
    private static readonly TimeSpan BookmarkInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(30);

    public async Task WatchAsync(ResourceRequest request)
    {
        var stream = new WatchStream(request, reads);
        try
        {
            await WatchAsync(request, stream);
        }
        catch (ApiStatusException gone) when (gone.Status.Code == StatusCodes.Status410Gone)
        {
            // That a version is no longer kept is told in the watch itself, as an event.
            await stream.RefuseAsync(gone.Status, request.Http.RequestAborted);
        }
    }

    private async Task WatchAsync(ResourceRequest request, WatchStream stream)
    {
        var timeout = request.QueryNumber("timeoutSeconds") is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : DefaultTimeout;
        using var ends = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ends.Token, request.Http.RequestAborted, request.Stopping);
        var (initial, watch, since) = Start(request);
        try
        {
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

    private (IReadOnlyList<StoredObject>? Initial, ObjectWatch Watch, long Since) Start(ResourceRequest request)
    {
        var options = ListOptions.Read(request);
        var (group, plural) = (request.Key.Group, request.Type.Plural);
        if (options is { Version: > 0 and var since, SendInitialEvents: false })
        {
            return (null, store.StartWatch(group, plural, request.Namespace, since), since);
        }

        // A change between the two is in the history, so the watch has it.
        var now = store.State;
        return ([.. ReadRoutes.Select(request, now)], store.StartWatch(group, plural, request.Namespace, now.ResourceVersion), now.ResourceVersion);
    }

    private static async Task SendInitialAsync(ResourceRequest request, WatchStream stream, IReadOnlyList<StoredObject>? initial, long since, CancellationToken cancellation)
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
        var matches = ListOptions.IsSelecting(request) ? ReadRoutes.Matcher(request) : null;
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
                var version = store.WatchedVersion;
                if (!watch.Changes.TryPeek(out _))
                {
                    await stream.BookmarkAsync(version, endsInitial: false, cancellation);
                    continue;
                }
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
    private static async Task SendChangeAsync(ResourceRequest request, WatchStream stream, ObjectChange change, Func<JsonObject, bool>? matches, CancellationToken cancellation)
    {
        var now = ObjectViews.Show(change.After, request.Type);
        var isIn = change.Kind != ChangeKind.Deleted && (matches is null || matches(now.Tree));
        var wasIn = change.Before is { } previous && (matches is null || matches(ObjectViews.Show(previous, request.Type).Tree));
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

        public Task StartAsync(CancellationToken cancellation)
        {
            request.Http.Response.ContentType = "application/json";
            return request.Http.Response.Body.FlushAsync(cancellation);
        }

        public async Task RefuseAsync(ApiStatus status, CancellationToken cancellation)
        {
            await StartAsync(cancellation);
            await WriteAsync("ERROR", Answer.Bytes(status.ToJson()), cancellation);
        }

        public Task SendAsync(string type, StoredObject stored, CancellationToken cancellation)
        {
            var view = form switch
            {
                ResponseForm.Table => Answer.Bytes(reads.Table(request, [stored.Tree], stored.Tree.ResourceVersion(), withColumns: !columnsSent)),
                ResponseForm.Metadata => Answer.Bytes(TableWriter.Partial(stored.Tree)),
                _ => stored.Json,
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

            return WriteAsync("BOOKMARK", Answer.Bytes(new JsonObject { ["kind"] = request.Type.Kind, ["apiVersion"] = request.Type.ApiVersion, ["metadata"] = metadata }), cancellation);
        }

        private async Task WriteAsync(string type, byte[] json, CancellationToken cancellation)
        {
            var body = request.Http.Response.BodyWriter;
            body.Write("{\"type\":\""u8);
            body.Write(System.Text.Encoding.ASCII.GetBytes(type));
            body.Write("\",\"object\":"u8);
            body.Write(json);
            body.Write("}\n"u8);
            await body.FlushAsync(cancellation);
        }
    }
}
