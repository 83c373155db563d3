using Autocura.Cluster.Readers.Surroundings;
using Autocura.Diagnosis.Surroundings;
using Autocura.Guardrails.Facts;

namespace Autocura.Cluster.Readers.Review;

/// <summary>Reads which chaos experiments disturb the workload at this moment.</summary>
internal static class RunningExperiments
{
    public static Task<Fact<IReadOnlyList<ExperimentView>>> ReadAsync(ReviewReading reading, ReadingTime limit, DateTimeOffset now) => reading.PartAsync(async () =>
    {
        var workload = reading.Workload;
        var found = await reading.Cluster.FindAsync(Kinds.Named(workload.Kind).Ref(workload.Namespace, workload.Name), reading.Token);
        var scene = new Scene(reading.Cluster, workload, found, new PartialReading(limit, isWhole: true), reading.Token) { Onset = now };
        return (await ExperimentReader.ReadAsync(scene)).Own;
    });
}
