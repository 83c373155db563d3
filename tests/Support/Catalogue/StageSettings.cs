using Autocura.Embedded.Cluster.Applications;

namespace Autocura.Support.Catalogue;

/// <summary>How a stage is set up. The defaults are what a proof of a scenario needs, and no more.</summary>
internal sealed record StageSettings
{
    /// <summary>Of the load, of names that are generated, and of all other chance in the cluster.</summary>
    public int Seed { get; init; } = 7;

    /// <summary>When the application was installed.</summary>
    public DateTimeOffset InstalledAt { get; init; } = new ManualTime().GetUtcNow();

    /// <summary>What the cluster can run.</summary>
    public SimulatedWorld World { get; init; } = Files;

    /// <summary>True when the API server and the Prometheus API are served over HTTP, with every metric and the past of the requests.</summary>
    public bool IsServed { get; init; }

    private static SimulatedWorld Files { get; } = new(ImageCatalog.Load(), ApplicationCatalog.Load());
}
