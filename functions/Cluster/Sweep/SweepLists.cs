using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Autocura.Signals;

namespace Autocura.Cluster.Sweep;

/// <summary>
/// What is listed, and how narrowly. A quick look lists the workloads, which say themselves when they lack pods, and the pods that do not run; a full one lists
/// every pod and what is around them.
/// </summary>
internal static class SweepLists
{
    private const string NotRunning = "status.phase!=Running,status.phase!=Succeeded,status.phase!=Failed";
    private const string NotCreated = "reason=FailedCreate";
    private const string NotUpdated = "reason=FailedUpdate";

    public static readonly IReadOnlyList<SweepList> Workloads =
    [
        new(Kinds.Deployment, SceneParts.Workloads),
        new(Kinds.StatefulSet, SceneParts.Workloads),
        new(Kinds.DaemonSet, SceneParts.Workloads),
    ];

    /// <summary>Everything else that a scene is made of.</summary>
    public static readonly IReadOnlyList<SweepList> Surroundings =
    [
        new(Kinds.Pod, SceneParts.Pods),
        new(Kinds.Service, SceneParts.Services),
        new(Kinds.EndpointSlice, SceneParts.Services),
        new(Kinds.PersistentVolumeClaim, SceneParts.Claims),
        new(Kinds.HorizontalPodAutoscaler, SceneParts.Autoscalers),
        new(Kinds.ScaledObject, SceneParts.Autoscalers) { IsOptional = true },
        new(Kinds.Job, SceneParts.Jobs),
        new(Kinds.Event, SceneParts.Refusals) { FieldSelector = NotCreated },
        new(Kinds.Event, SceneParts.Owners) { FieldSelector = NotUpdated },
        new(Kinds.TidbCluster, SceneParts.Owners) { IsOptional = true },
    ];

    public static readonly IReadOnlyList<SweepList> Quick = [.. Workloads, new(Kinds.Pod, SceneParts.None) { FieldSelector = NotRunning }];

    public static readonly IReadOnlyList<SweepList> Full = [.. Workloads, .. Surroundings];
}

/// <summary>One list of a look, and the part of a scene that cannot be had without it. An optional kind may not be served at all: that is an answer.</summary>
internal sealed record SweepList(ResourceKind Kind, SceneParts Part)
{
    public string FieldSelector { get; init; } = "";

    public bool IsOptional { get; init; }

    /// <summary>What tells it from the other lists of a look.</summary>
    public string Id => FieldSelector.Length == 0 ? Kind.Plural : $"{Kind.Plural}?{FieldSelector}";

    public ListQuery Query(string ns, int pageSize) => new(ns, FieldSelector: FieldSelector, Limit: pageSize);

    /// <summary>All of a namespace, or of the cluster when it is empty, a page in memory at a time.</summary>
    public async IAsyncEnumerable<JsonObject> AllAsync(ICluster cluster, string ns, SweepNotes notes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (string? from = ""; from is not null;)
        {
            var page = await cluster.PageAsync(Kind, Query(ns, notes.PageSize), from, cancellationToken) ?? throw Expired();
            notes.Counter.Count(page.Items.Count);
            foreach (var item in page.Items)
            {
                yield return item;
            }

            from = page.Next.Length > 0 ? page.Next : null;
        }
    }

    public ClusterException Expired() => new($"The list of {Kind.Plural} grew old before it was whole.", "Expired", HttpStatusCode.ServiceUnavailable);
}
