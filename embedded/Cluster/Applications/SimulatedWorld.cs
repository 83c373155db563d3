namespace Autocura.Embedded.Cluster.Applications;

/// <summary>What a simulated cluster can run: the images that its registries have, and the applications made of them.</summary>
internal sealed record SimulatedWorld(ImageCatalog Images, ApplicationCatalog Applications);
