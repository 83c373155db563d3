namespace Autocura.Embedded.Cluster.Applications;

/// <summary>What a simulated cluster can run: the images that its registries have, and the applications made of them.</summary>
internal sealed record SimulatedWorld(ImageCatalog Images, ApplicationCatalog Applications)
{
    /// <summary>What comes with the program.</summary>
    public static SimulatedWorld Load() => new(ImageCatalog.Load(), ApplicationCatalog.Load());
}
