using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;

namespace Autocura.Cluster.Sweep;

/// <summary>
/// One kind's list, a page in memory at a time, handed out namespace by namespace in the server's order. It knows the page it is at, so that another run can
/// go on there.
/// </summary>
internal sealed class KindWalk(ICluster cluster, ResourceKind kind, ListQuery query, SweepCounter counter)
{
    private readonly Queue<JsonObject> page = new();
    private string after = "";
    private string last = "";
    private string next = "";
    private bool isOver;

    public ResourceKind Kind => kind;

    /// <summary>The page that holds what comes next: where another run begins.</summary>
    public string Page { get; private set; } = "";

    /// <summary>Begins at a page, past the namespaces up to <paramref name="seen"/>; an empty one passes over nothing.</summary>
    public async Task BeginAsync(string from, string seen, CancellationToken cancellationToken)
    {
        after = seen;
        next = from;
        await FillAsync(cancellationToken);
    }

    /// <summary>The namespace of what comes next; null at the end.</summary>
    public string? Namespace => page.TryPeek(out var head) ? NamespaceOf(head) : null;

    /// <summary>All objects of the namespace, when it is the one that comes next; else none.</summary>
    public async IAsyncEnumerable<JsonObject> TakeAsync(string ns, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (page.TryPeek(out var head) && NamespaceOf(head) == ns)
        {
            page.Dequeue();
            yield return head;
            await FillAsync(cancellationToken);
        }
    }

    /// <summary>Reads on until something is there that was not seen before.</summary>
    private async Task FillAsync(CancellationToken cancellationToken)
    {
        while (page.Count == 0 && !isOver)
        {
            Page = next;
            var read = await cluster.PageAsync(kind, query, next, cancellationToken);
            if (read is null)
            {
                next = last.Length == 0
                    ? "" // of an earlier run: from the beginning, past what was seen
                    : throw new ClusterException($"The list of {kind.Plural} grew old before it was whole.", "Expired", HttpStatusCode.ServiceUnavailable);
                continue;
            }

            counter.Count(read.Items.Count);
            next = read.Next;
            isOver = next.Length == 0;
            foreach (var item in read.Items)
            {
                Keep(item);
            }
        }
    }

    private void Keep(JsonObject item)
    {
        var ns = NamespaceOf(item);
        if (NamespaceOrder.Instance.Compare(ns, last) < 0)
        {
            throw new ClusterException($"The list of {kind.Plural} is not in the order of namespaces: {ns} came after {last}.", "Unreadable", null);
        }

        last = ns;
        if (after.Length == 0 || NamespaceOrder.Instance.Compare(ns, after) > 0)
        {
            page.Enqueue(item);
        }
    }

    private static string NamespaceOf(JsonObject item) => item.Text("metadata", "namespace") ?? "";
}
