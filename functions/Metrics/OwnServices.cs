using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis;
using Autocura.Incidents;

namespace Autocura.Metrics;

/// <summary>
/// Under which service names a workload's requests are counted: the Services that select its pods now, those the alerts name, and its own name. A Service whose
/// selector was broken selects nothing, and its numbers are the ones that tell.
/// </summary>
internal static class OwnServices
{
    private const int Most = 5;

    public static async Task<IReadOnlyList<string>> ReadAsync(ICluster cluster, EvidenceRequest request, PartialReading reading, CancellationToken cancellationToken)
    {
        var workload = request.Incident.Workload;
        var found = await new WorkloadSource(cluster, workload, reading, cancellationToken).FindAsync();
        var labels = found.Map("spec", "template", "metadata", "labels");
        var selecting = await reading.ReadAsync<IReadOnlyList<string>>(EvidencePart.Services, [], async () =>
            await cluster.StreamAsync(Kinds.Service, new ListQuery(workload.Namespace), cancellationToken)
                .Where(service => ServiceReader.Selects(service, labels))
                .Select(service => service.Name())
                .ToListAsync(cancellationToken));
        var named = request.Signals.Select(signal => signal.Alert.Label("service")).OfType<string>();
        return [.. selecting.Order(StringComparer.Ordinal).Append(workload.Name).Concat(named.Order(StringComparer.Ordinal)).Distinct().Take(Most)];
    }
}
