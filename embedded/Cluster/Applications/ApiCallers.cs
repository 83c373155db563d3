using System.Collections.Concurrent;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Applications;

/// <summary>The pods of the cluster whose processes ask the API server all the time, and how much.</summary>
internal sealed class ApiCallers(ContainerProfiles profiles)
{
    /// <summary>Where the API server runs.</summary>
    public const string Namespace = "kube-system";

    private readonly ConcurrentDictionary<ObjectKey, double> callers = new();

    public double RequestsPerSecond => callers.Values.Sum();

    /// <summary>True when a pod has begun to ask, or asks no longer.</summary>
    public bool Notice(ObjectChange change)
    {
        var asks = change.Kind == ChangeKind.Deleted ? 0 : change.Current.Objects("spec", "containers")
            .Where(container => change.Current.Objects("status", "containerStatuses")
                .Any(status => status.Text("name") == container.Text("name") && status.At("state", "running") is not null))
            .Sum(profiles.ApiRequestsPerSecond);
        return asks > 0 ? callers.TryAdd(change.Key, asks) : callers.TryRemove(change.Key, out _);
    }
}
