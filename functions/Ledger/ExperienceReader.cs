using Autocura.Cluster;
using Autocura.Diagnosis;

namespace Autocura.Ledger;

/// <summary>
/// Reads from the record what the cause of earlier incidents turned out to be. An incident counts when it was healed: the remedy for that cause was carried out, and
/// the recovery was measured.
/// </summary>
public sealed class ExperienceReader(IClusters clusters)
{
    private const int MostIncidents = 2000;

    /// <summary>How often each cause was the true one in that cluster; nothing when the record cannot be read.</summary>
    public async Task<Experience> ReadAsync(string cluster, CancellationToken cancellationToken)
    {
        try
        {
            var issues = clusters.Named(cluster).StreamMetadataAsync(Kinds.Issue, new ListQuery(LabelSelector: RecordNames.ConfirmedCauseLabel), cancellationToken);
            var causes = await issues
                .Take(MostIncidents)
                .Select(issue => issue["metadata"]?["labels"]?[RecordNames.ConfirmedCauseLabel]?.GetValue<string>() ?? "")
                .ToListAsync(cancellationToken);
            return new Experience { Confirmed = causes.Where(cause => cause.Length > 0).CountBy(cause => cause).ToDictionary(pair => pair.Key, pair => pair.Value) };
        }
        catch (ClusterException refused) when (refused.Status is not null)
        {
            return Experience.None;
        }
    }
}
