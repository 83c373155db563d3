using System.Collections.Frozen;
using Autocura.Alerts;

namespace Autocura.Cluster;

/// <summary>The configured clusters, home first. It owns them.</summary>
public sealed class ClusterDirectory(IReadOnlyList<ICluster> clusters) : IClusters, IDisposable
{
    private const string Label = "cluster";

    private readonly FrozenDictionary<string, ICluster> byName = clusters.ToFrozenDictionary(cluster => cluster.Name, StringComparer.OrdinalIgnoreCase);

    public ICluster Home => clusters[0];

    public IReadOnlyList<ICluster> All => clusters;

    private string Known => string.Join(", ", clusters.Select(cluster => $"'{cluster.Name}'"));

    public ICluster Named(string name) => (name.Length, clusters.Count) switch
    {
        (0, 1) => Home,
        (0, _) => throw ClusterException.Unknown($"It is not said which cluster is meant; there are {Known}."),
        _ => byName.GetValueOrDefault(name)
            ?? throw ClusterException.Unknown($"There is no cluster '{name}'; there is {Known} (settings Cluster:Name and Clusters)."),
    };

    public (ICluster? Cluster, string Reason) Of(Alert alert) => alert.Label(Label) switch
    {
        { } name when byName.TryGetValue(name, out var cluster) => (cluster, $"By the label {Label}."),
        { } name => (null, $"It is about cluster '{name}', and none of that name is known: there is {Known} (settings Cluster:Name and Clusters)."),
        _ when clusters.Count == 1 => (Home, "There is only one cluster."),
        _ => (null, $"It does not say which cluster it is about (label {Label}), and there are {Known}: give each Prometheus its name in external_labels."),
    };

    public void Dispose()
    {
        foreach (var cluster in clusters.OfType<IDisposable>())
        {
            cluster.Dispose();
        }
    }
}
