namespace Autocura.Embedded.Cluster.Applications.Conditions;

/// <summary>
/// One kind of thing that stands between pods: network policies, a mesh's policies, chaos on the network. Asked anew whenever the cluster has changed and
/// at <see cref="NextChange"/>; between two such instants its answers stay the same.
/// </summary>
internal interface IHopCondition
{
    HopConditions Of(Hop hop);

    /// <summary>When answers change without any object changing (the end of an experiment's duration); null when they do not.</summary>
    DateTimeOffset? NextChange { get; }
}
