using Autocura.Diagnosis;
using Autocura.Incidents;
using Autocura.Policies;

namespace Autocura.Cluster.Policies;

/// <summary>Reads what people have decided, in resources of one kind, to do about an incident.</summary>
public interface IPrescriptionSource
{
    /// <summary>What applies now; empty when nothing does.</summary>
    /// <exception cref="ClusterException">It cannot be read.</exception>
    Task<IReadOnlyList<Prescription>> ReadAsync(Incident incident, Evidence evidence, CancellationToken cancellationToken);
}
