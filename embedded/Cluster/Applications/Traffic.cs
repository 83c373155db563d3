using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Applications.Conditions;
using Autocura.Embedded.Cluster.Applications.Counting;
using Autocura.Embedded.Cluster.Applications.Following;
using Autocura.Embedded.Cluster.Applications.Past;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Applications;

/// <summary>The requests of all applications that are in the cluster. Nothing ticks: it is worked out when it is read and when the cluster has changed.</summary>
internal sealed class Traffic
{
    /// <summary>What lives in the cluster and changes nothing about where requests go, for all that it changes often.</summary>
    private static readonly HashSet<string> Uninvolved =
    [
        "apps", "batch", "autoscaling", "policy", "coordination.k8s.io", "events.k8s.io", "discovery.k8s.io", "rbac.authorization.k8s.io", "storage.k8s.io",
        "apiextensions.k8s.io", "scheduling.k8s.io", "runtime.autocura.io", "autocura.cognitiva.io",
        "argoproj.io", "kustomize.toolkit.fluxcd.io", "source.toolkit.fluxcd.io", "keda.sh", "pingcap.com",
    ];

    private readonly TimeProvider time;
    private readonly ConditionSet conditions;
    private readonly ApiCallers apiCallers;
    private readonly IReadOnlyList<ApplicationTraffic> applications;
    private readonly Dictionary<string, PodOutlook> outlooks = [];
    private IReadOnlyList<PastTraffic> past = [];

    public Traffic(ObjectStore store, TimeProvider time, ContainerProfiles profiles, IReadOnlyList<LoadCurve> loads, ConditionSet conditions)
    {
        this.time = time;
        this.conditions = conditions;
        apiCallers = new ApiCallers(profiles);
        var surveyor = new Surveyor(store, profiles, conditions, apiCallers);
        applications = [.. loads.Select(load => new ApplicationTraffic(store, time, surveyor, load, opened => new PastTraffic(profiles.Healthy(load.Application), load, opened)))];
    }

    /// <summary>When requests go other ways without any object changing; null when they do not.</summary>
    public DateTimeOffset? NextChange { get; private set; }

    /// <summary>How often requests have been followed: what all of it costs.</summary>
    public long Followed => applications.Sum(application => application.Followed);

    /// <summary>What was counted before of every application in the cluster.</summary>
    public IReadOnlyList<PastTraffic> Past
    {
        get
        {
            // Asked for each series of each query, and an application gets its past once.
            var begun = 0;
            foreach (var application in applications) begun += application.Past is null ? 0 : 1;
            return past.Count == begun ? past : past = [.. applications.Select(application => application.Past).OfType<PastTraffic>()];
        }
    }

    /// <summary>How an application fares now; null when it is not in the cluster.</summary>
    public TrafficView? View(string application) => applications.FirstOrDefault(known => known.Application.Name == application)?.View();

    /// <summary>Takes note that what serves may have changed.</summary>
    public void Notice(ObjectChange change)
    {
        if (change.Key.Group.Length > 0)
        {
            if (!Uninvolved.Contains(change.Key.Group))
            {
                MarkStale(null);
            }
        }
        else if (change.Key.Plural is "pods" or "services" or "endpoints")
        {
            MarkStale(change.Key.Namespace);
            if (change.Key.Plural == "pods" && apiCallers.Notice(change))
            {
                MarkStale(ApiCallers.Namespace);
            }
        }
        else if (change.Key.Plural == "namespaces")
        {
            MarkStale(null);
        }
    }

    /// <summary>Looks where requests go from now on. Returns the pods whose prospects have changed by that: those that leak, strain or crash since, or no longer.</summary>
    public IReadOnlyList<ObjectKey> Refresh()
    {
        if (NextChange <= time.GetUtcNow())
        {
            MarkStale(null);
        }

        var changed = new List<ObjectKey>();
        var refreshed = applications.Where(application => application.Refresh()).ToList();
        foreach (var application in refreshed)
        {
            changed.AddRange(application.Instances.Where(HasChanged).Select(instance => Key(instance.Pod)).Distinct());
        }

        if (refreshed.Count > 0)
        {
            Tidy();
        }

        NextChange = conditions.NextChange is { } next && next > time.GetUtcNow() ? next : null;
        return changed;
    }

    /// <summary>The counters of every application in the cluster, as of now.</summary>
    public IReadOnlyList<TrafficCounts> Read() => [.. applications.Select(application => application.Read()).OfType<TrafficCounts>()];

    /// <summary>What a container has used and serves; null when it belongs to no application.</summary>
    public ContainerMeter? Meter(JsonObject pod, string container) =>
        applications.FirstOrDefault(known => known.Application.Namespace == pod.Namespace())?.Meter(pod, container);

    /// <summary>What a pod has in its log about calls that failed.</summary>
    public IReadOnlyList<Trouble> Troubles(string ns, string? workload) => workload is null ? []
        : applications.FirstOrDefault(known => known.Application.Namespace == ns)?.Troubles(workload) ?? [];

    private void MarkStale(string? ns)
    {
        foreach (var application in applications.Where(application => ns is null || application.Application.Namespace == ns))
        {
            application.MarkStale();
        }
    }

    private bool HasChanged(Instance instance)
    {
        var outlook = PodOutlook.Of(instance);
        var isKnown = outlooks.TryGetValue(outlook.Container, out var before);
        outlooks[outlook.Container] = outlook;
        return isKnown && before != outlook;
    }

    /// <summary>Forgets the containers that are gone, once they are the greater part.</summary>
    private void Tidy()
    {
        var present = applications.SelectMany(application => application.Instances).ToList();
        if (outlooks.Count > 2 * present.Count)
        {
            var known = present.Select(instance => PodOutlook.Of(instance).Container).ToHashSet();
            foreach (var gone in outlooks.Keys.Where(container => !known.Contains(container)).ToList())
            {
                outlooks.Remove(gone);
            }
        }
    }

    private static ObjectKey Key(JsonObject pod) => ObjectKey.Core("pods", pod.Namespace(), pod.Name());

    /// <summary>What the kubelet goes by when it thinks of what will become of a container, which is named by its pod's uid and its own name.</summary>
    private sealed record PodOutlook(string Container, double MemoryMi, double Leak, double? CrashAfter, bool Listens)
    {
        public static PodOutlook Of(Instance instance) => new(
            $"{instance.Uid}/{instance.Container.Text("name")}",
            instance.Profile.MemoryMi,
            instance.Profile.MemoryGrowsMiPerSecond,
            instance.Profile.Crash?.AfterSeconds,
            instance.Profile.Listens is not { Count: 0 });
    }
}
