using System.Text.Json.Nodes;
using Autocura.Cluster.Readers.Surroundings;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.KnownGood;

namespace Autocura.Cluster.Readers;

/// <summary>
/// Reads the objects around an incident's workload that can be why it is in trouble: in parallel, nothing twice, and within its time. A part that is refused or
/// late is a gap; only a cluster that does not answer is a failure.
/// </summary>
public sealed class SurroundingsReader(IClusters clusters, ChangeReader changes, TimeProvider time)
{
    private static readonly (IReadOnlyList<ObjectChange> Changes, DateTimeOffset? LastHealthyAt) Unknown = ([], null);

    public async Task<SurroundingsReading> ReadAsync(EvidenceRequest request, CancellationToken cancellationToken)
    {
        using var limit = new ReadingTime(time, cancellationToken);
        var reading = new PartialReading(limit);
        var workload = request.Incident.Workload;
        var cluster = new SharedReads(clusters.Named(workload.Cluster));
        var found = await reading.ReadAsync<JsonObject?>(EvidencePart.Workload, null, async () =>
            await cluster.FindAsync(workload.Target(), limit.Token) is { } one ? StaticPod.AsWorkload(one) : null);
        var scene = new Scene(cluster, workload, found, reading, limit.Token) { Onset = request.Onset() };
        var changed = reading.ReadAsync(EvidencePart.KnownGood, Unknown, () => changes.ReadAsync(cluster, workload, scene.Onset, limit.Token));
        var newcomers = NewcomerReader.ReadAsync(scene);
        var view = await ViewAsync(scene);
        var (near, lastHealthyAt) = await changed;
        return new SurroundingsReading(view with { Changes = [.. near, .. await newcomers], LastHealthyAt = lastHealthyAt }, reading.Gaps);
    }

    private static async Task<SurroundingsView> ViewAsync(Scene scene)
    {
        var configurations = ConfigurationReader.ReadAsync(scene);
        var claims = ClaimReader.ReadAsync(scene);
        var quotas = QuotaReader.ReadAsync(scene);
        var network = NetworkPolicyReader.ReadAsync(scene);
        var mesh = MeshPolicyReader.ReadAsync(scene);
        var autoscaler = AutoscalerReader.ReadAsync(scene);
        var nodes = NodeReader.ReadAsync(scene);
        var budget = DisruptionBudgetReader.ReadAsync(scene);
        var preemptions = PreemptionReader.ReadAsync(scene);
        var experiments = ExperimentReader.ReadAsync(scene);
        var webhooks = WebhookReader.ReadAsync(scene);
        var certificates = CertificateReader.ReadAsync(scene);
        var strays = StrayServiceReader.ReadAsync(scene);
        var owner = OwnerReader.ReadAsync(scene);
        var labels = NamespaceReader.LabelsAsync(scene);
        return new SurroundingsView
        {
            Configurations = await configurations,
            Claims = await claims,
            Quotas = await quotas,
            Policies = [.. await network, .. await mesh],
            Autoscaler = await autoscaler,
            Nodes = (await nodes).Views,
            NodesInAll = (await nodes).InAll,
            DisruptionBudget = await budget,
            Preemptions = await preemptions,
            Experiments = (await experiments).Own,
            ExperimentsNearby = (await experiments).Nearby,
            Webhooks = await webhooks,
            Certificates = await certificates,
            StrayServices = await strays,
            Owner = await owner,
            NamespaceLabels = await labels,
        };
    }
}
