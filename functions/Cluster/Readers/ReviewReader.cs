using Autocura.Cluster.Readers.Review;
using Autocura.Diagnosis;
using Autocura.Guardrails;
using Autocura.Guardrails.Facts;
using Autocura.Incidents;

namespace Autocura.Cluster.Readers;

/// <summary>
/// Reads what of the cluster a plan is judged by: once, its parts side by side, within its time. Nothing that goes wrong here is thrown: what was not read denies.
/// </summary>
public sealed class ReviewReader(IClusters clusters, TimeProvider time)
{
    public async Task<ReviewFacts> ReadAsync(ReviewRequest request, CancellationToken cancellationToken)
    {
        using var limit = new ReadingTime(time, cancellationToken);
        var workload = request.Incident.Workload;
        var reading = new ReviewReading(clusters.Named(workload.Cluster), workload, limit);
        var all = Targets(request).ToList();
        var targets = TargetReader.ReadAsync(reading, all);
        var serving = ServingReader.ReadAsync(reading, all);
        var scalers = ScalerReader.ReadAsync(reading, all);
        var experiments = RunningExperiments.ReadAsync(reading, limit, time.GetUtcNow());
        var nodes = all.Exists(target => target.Kind == Kinds.Node.Kind) ? NodeCounter.ReadAsync(reading) : Task.FromResult(new ReviewFacts().Nodes);
        return new ReviewFacts
        {
            Targets = await targets,
            Serving = await serving,
            Scalers = await scalers,
            Experiments = await experiments,
            Nodes = await nodes,
        };
    }

    /// <summary>Reads a part that stands elsewhere, as a fact of the review.</summary>
    public async Task<Fact<T>> PartAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
        where T : class
    {
        using var limit = new ReadingTime(time, cancellationToken);
        return await ReviewReading.PartAsync(() => read(limit.Token), limit);
    }

    /// <summary>The workload first, then what the steps change; a step in another cluster is refused without looking.</summary>
    private static IEnumerable<ObjectRef> Targets(ReviewRequest request)
    {
        var home = request.Incident.Workload;
        return request.Plan.Steps
            .Select(step => step.Target with { Cluster = step.Target.Cluster.Length == 0 ? home.Cluster : step.Target.Cluster })
            .Where(target => target.Cluster == home.Cluster)
            .Prepend(home.Target())
            .DistinctBy(target => target.ToString());
    }
}
