using Autocura.Alerts;

namespace Autocura.Cluster;

/// <summary>The clusters that are looked after, by name. Nothing that is meant for one of them ever goes to another because its name is not known.</summary>
public interface IClusters
{
    /// <summary>The one this system keeps its own records in when they belong to no other.</summary>
    ICluster Home { get; }

    /// <summary>Home first.</summary>
    IReadOnlyList<ICluster> All { get; }

    /// <summary>The cluster of that name, in upper or lower case. An empty name, as work from before there were several has it, means the only one.</summary>
    /// <exception cref="ClusterException">No cluster, or not one alone, is meant.</exception>
    ICluster Named(string name);

    /// <summary>The cluster an alert is about by its label <c>cluster</c>; without that label the only one there is. Else null, and the reason.</summary>
    (ICluster? Cluster, string Reason) Of(Alert alert);
}
