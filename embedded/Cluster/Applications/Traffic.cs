using Autocura.Embedded.Cluster.Applications.Conditions;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Applications;

/// <summary>The requests of all applications that are in the cluster. Nothing ticks: it is worked out when it is read and when the cluster has changed.</summary>
internal sealed class Traffic
{
    private readonly IReadOnlyList<ApplicationTraffic> applications;

    public Traffic(ObjectStore store, TimeProvider time, ImageCatalog images, Chance chance, ApplicationCatalog catalog, ConditionSet conditions)
    {
        Conditions = conditions;
        applications = [.. catalog.All.Select(application => new ApplicationTraffic(store, time, images, chance, application))];
    }

    public ConditionSet Conditions { get; }

    /// <summary>How an application fares now; null when it is not in the cluster, or has not opened.</summary>
    public TrafficView? View(string application) => applications.FirstOrDefault(known => known.Application.Name == application)?.View();

    /// <summary>Takes note that what serves may have changed.</summary>
    public void Notice(ObjectChange change)
    {
        foreach (var application in applications)
        {
            application.Notice(change);
        }
    }

    public void Refresh()
    {
        foreach (var application in applications)
        {
            application.Refresh();
        }
    }

    /// <summary>The counters of every application in the cluster, as of now.</summary>
    public IReadOnlyList<(Application Application, IReadOnlyList<RequestCounts> Services)> Read() =>
        [.. applications.Where(known => known.IsOpen).Select(known => (known.Application, known.Read()))];
}
