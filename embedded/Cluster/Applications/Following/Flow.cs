namespace Autocura.Embedded.Cluster.Applications.Following;

/// <summary>How all edges of an application fare at one load, how many requests a second each container is sent, and how many it serves.</summary>
internal sealed record Flow(IReadOnlyList<EdgeFlow> Edges, IReadOnlyList<double> Loads, IReadOnlyList<double> Served);
