using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;

namespace Autocura.Cluster.Sweep;

/// <summary>
/// One kind's list, a page in memory at a time, handed out namespace by namespace in the server's order. It knows the page it is at, so that another run can
/// go on there. Where not every namespace may be read, it lists those that may, one after the other.
/// </summary>
internal sealed class KindWalk(ICluster cluster, SweepList list, SweepNotes notes)
{
    private const string Everything = "";

    private readonly Queue<JsonObject> page = new();
    private readonly HashSet<string> refused = [];
    private WalkPlace place = new();
    private Queue<string> scopes = new();
    private string last = "";
    private string next = "";
    private bool isOver;

    public string Id => list.Id;

    public ResourceKind Kind => list.Kind;

    /// <summary>The page that holds what comes next: where another run begins.</summary>
    public string Page { get; private set; } = "";

    /// <summary>The name of what was handed out last.</summary>
    public string Taken { get; private set; } = "";

    /// <summary>The namespace of what comes next; null at the end.</summary>
    public string? Namespace => page.TryPeek(out var head) ? NamespaceOf(head) : null;

    /// <summary>False when it was not allowed to see the namespace.</summary>
    public bool Sees(string ns) => !refused.Contains(Everything) && !refused.Contains(ns);

    /// <summary>Begins where an earlier run stopped, past what that has seen; at the very beginning without one.</summary>
    public async Task BeginAsync(WalkPlace from, CancellationToken cancellationToken)
    {
        place = from;
        scopes = new Queue<string>(Scopes(cluster.Namespaces, from));
        next = scopes.Count > 0 && (scopes.Peek() == Everything || from.Name.Length > 0) ? from.Page : "";
        isOver = scopes.Count == 0;
        await FillAsync(cancellationToken);
    }

    /// <summary>
    /// All objects of the namespace, when it is the one that comes next; else none. It stops early, at the end of a page, when it is told that this is enough:
    /// then what comes next is still of that namespace.
    /// </summary>
    public async IAsyncEnumerable<JsonObject> TakeAsync(string ns, Func<bool> isEnough, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (page.TryPeek(out var head) && NamespaceOf(head) == ns)
        {
            page.Dequeue();
            Taken = head.Name();
            yield return head;
            if (page.Count > 0) continue;
            await FillAsync(cancellationToken);
            if (isEnough()) yield break;
        }
    }

    /// <summary>In the server's order, without those that are done.</summary>
    private static IEnumerable<string> Scopes(IReadOnlyList<string> named, WalkPlace from) => named.Count == 0
        ? [Everything]
        : named.Distinct().Order(NamespaceOrder.Instance).Where(ns => from.After.Length == 0 || NamespaceOrder.Instance.Compare(ns, from.After) > 0);

    /// <summary>Reads on until something is there that was not seen before.</summary>
    private async Task FillAsync(CancellationToken cancellationToken)
    {
        while (page.Count == 0 && !isOver)
        {
            Page = next;
            var scope = scopes.Peek();
            ObjectPage? read = null;
            if (await notes.Gaps.TryAsync(list, scope, async () => read = await ReadAsync(scope, cancellationToken)))
            {
                next = read?.Next ?? "";
                foreach (var item in read?.Items ?? []) Keep(item);
            }
            else
            {
                refused.Add(scope);
                next = "";
            }

            if (next.Length == 0)
            {
                scopes.Dequeue();
                isOver = scopes.Count == 0;
            }
        }
    }

    private async Task<ObjectPage> ReadAsync(string scope, CancellationToken cancellationToken)
    {
        var read = await cluster.PageAsync(list.Kind, list.Query(scope, notes.PageSize), next, cancellationToken);
        if (read is null && last.Length == 0)
        {
            Page = ""; // of an earlier run: from the beginning, past what was seen
            read = await cluster.PageAsync(list.Kind, list.Query(scope, notes.PageSize), "", cancellationToken);
        }

        notes.Counter.Count(read?.Items.Count ?? 0);
        return read ?? throw list.Expired();
    }

    private void Keep(JsonObject item)
    {
        var ns = NamespaceOf(item);
        if (NamespaceOrder.Instance.Compare(ns, last) < 0)
        {
            throw new ClusterException($"The list of {list.Kind.Plural} is not in the order of namespaces: {ns} came after {last}.", "Unreadable", null);
        }

        last = ns;
        if (!place.IsPast(ns, item.Name()))
        {
            page.Enqueue(item);
        }
    }

    private static string NamespaceOf(JsonObject item) => item.Text("metadata", "namespace") ?? "";
}

/// <summary>
/// Where a walk begins: at a page, past all namespaces up to <paramref name="After"/>, and past the objects of <paramref name="Namespace"/> up to
/// <paramref name="Name"/> when a run was cut off inside of it.
/// </summary>
internal sealed record WalkPlace(string Page = "", string After = "", string Namespace = "", string Name = "")
{
    public bool IsPast(string ns, string name) =>
        (After.Length > 0 && NamespaceOrder.Instance.Compare(ns, After) <= 0) || (Name.Length > 0 && ns == Namespace && string.CompareOrdinal(name, Name) <= 0);
}
