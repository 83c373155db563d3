using System.Diagnostics;
using Autocura.Telemetry;

namespace Autocura.Cluster;

/// <summary>
/// A span for each request to an API server, each try its own, within whatever is traced: what was asked about which object, and how it was answered. Never a body, a query, a header or a
/// credential. Where nobody listens it costs a look and allocates nothing.
/// </summary>
internal static class ClusterSpan
{
    public const string SourceName = "Autocura.Cluster";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Null where nothing is traced.</summary>
    public static Activity? Begin(ApiRequest request, string cluster)
    {
        // A call that belongs to nothing that is traced is no trace of its own.
        if (!Source.HasListeners() || Activity.Current is not { Recorded: true } around) return null;
        var place = ApiPlace.Of(request.Path);
        var span = Source.StartActivity($"{request.Method} {place.Resource}{(place.Subresource.Length > 0 ? $"/{place.Subresource}" : "")}", ActivityKind.Client);
        if (span is null) return null;
        span.SetTag("k8s.cluster.name", cluster).SetTag("autocura.k8s.resource", place.Resource);
        Add(span, "autocura.k8s.group", place.Group);
        Add(span, "autocura.k8s.subresource", place.Subresource);
        Add(span, "k8s.namespace.name", place.Namespace);
        Add(span, "autocura.k8s.name", place.Name);
        if (place.IsDryRun) span.SetTag("autocura.k8s.dry_run", true);
        return span.SetTag(IncidentTrail.Incident, around.GetTagItem(IncidentTrail.Incident));
    }

    /// <summary>How it was refused. That something is not there is an answer like any other.</summary>
    public static bool Refuse(this Activity? span, ClusterException refusal)
    {
        if (refusal.Status is { } status) span?.SetTag(HttpSpan.StatusCode, (int)status);
        if (!refusal.IsNotFound) span?.Fail(refusal.Reason);
        return false;
    }

    private static void Add(Activity span, string name, string value)
    {
        if (value.Length > 0) span.SetTag(name, value);
    }
}
