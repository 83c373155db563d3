using Autocura.Diagnosis;
using Autocura.Incidents;
using Autocura.Policies;

namespace Autocura.Cluster.Policies;

/// <summary>
/// Reads everything that people have decided to do about an incident. A refusal of the cluster to say leaves a gap and the plan to the rules; silence is thrown, and the
/// whole is asked again.
/// </summary>
public sealed class PrescriptionReader(IEnumerable<IPrescriptionSource> sources)
{
    /// <exception cref="ClusterException">The API server cannot be reached or is overwhelmed: worth another try.</exception>
    public async Task<(IReadOnlyList<Prescription> Prescriptions, string Gap)> ReadAsync(Incident incident, Evidence evidence, CancellationToken cancellationToken)
    {
        List<Prescription> all = [];
        var gap = "";
        foreach (var source in sources)
        {
            try
            {
                all.AddRange(await source.ReadAsync(incident, evidence, cancellationToken));
            }
            catch (ClusterException refused) when (!refused.IsTransient)
            {
                gap = $"What people have prescribed could not be read: {refused.Message}. The plan is made without it.";
            }
        }

        return (all, gap);
    }
}
