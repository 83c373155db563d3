using MathNet.Numerics.Distributions;

namespace Autocura.Benchmarks.Numbers.RootCause.Events;

/// <summary>Small incidents of our own making, seeded: a chain of four services, of which one cannot pull its image, is held back at its CPU limit, or lost its node. They show that the command works.</summary>
internal static class MadeIncidents
{
    private const int Minutes = 75;
    private const int Onset = 60;
    private static readonly DateTimeOffset Start = new(2030, 1, 15, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Chain = ["frontend", "orders", "stock", "billing"];
    private static readonly string[] Faults = [FaultClasses.ImagePull, FaultClasses.CpuSaturation, FaultClasses.NodeFailure];

    public static IReadOnlyList<EventCase> All => [.. Enumerable.Range(0, Chain.Length * Faults.Length).Select(Made)];

    private static EventCase Made(int number)
    {
        var (at, fault, random) = (number % Chain.Length, Faults[number / Chain.Length], new Random(number));
        var service = Chain[at];
        var metrics = new Dictionary<string, double[]>();
        for (var index = 0; index < Chain.Length; index++)
        {
            metrics[$"{Chain[index]}|latency_p95_ms"] = Series(random, 30 * (Chain.Length - index), index <= at ? 120 : 0);
            metrics[$"{Chain[index]}|error_rate"] = Series(random, 0.002, index <= at ? 0.08 : 0);
            metrics[$"{Chain[index]}|rps"] = Series(random, 100, 0);
            metrics[$"{Chain[index]}|cpu_throttled_pct"] = Series(random, 0.3, index == at && fault == FaultClasses.CpuSaturation ? 90 : 0);
        }

        var pod = $"{service}-5bd96c7f4d-x2x4q";
        return new EventCase
        {
            Id = $"made{number}",
            AlertTime = Start.AddMinutes(Onset + 2),
            AlertService = Chain[0],
            Services = Chain,
            Nodes = [.. Chain.Select(NodeOf)],
            Edges = [.. Chain.Zip(Chain.Skip(1), (caller, callee) => new[] { caller, callee })],
            Pods = [.. Chain.Select(name => new PlacedPod($"{name}-5bd96c7f4d-x2x4q", name, NodeOf(name)))],
            Events = fault switch
            {
                FaultClasses.ImagePull =>
                [
                    Event("Normal", "ScalingReplicaSet", "Deployment", service, $"Scaled up replica set {service}-6f7d8c9b5d to 1"),
                    Event("Warning", "Failed", "Pod", $"{service}-6f7d8c9b5d-abcde", $"Failed to pull image \"made/{service}:2\": not found"),
                ],
                FaultClasses.NodeFailure => [Event("Normal", "NodeNotReady", "Node", NodeOf(service), "Node is not ready"), Event("Warning", "NodeNotReady", "Pod", pod, "Node is not ready")],
                _ => [],
            },
            Metrics = metrics,
            Times = [.. Enumerable.Range(0, Minutes).Select(minute => Start.AddMinutes(minute))],
            FaultClass = fault,
            RootCause = [fault == FaultClasses.NodeFailure ? NodeOf(service) : service],
        };
    }

    private static string NodeOf(string service) => $"node-of-{service}";

    private static ObservedEvent Event(string type, string reason, string kind, string name, string message) => new(Start.AddMinutes(Onset), type, reason, kind, name, message, 1);

    private static double[] Series(Random random, double level, double more) =>
        [.. Enumerable.Range(0, Minutes).Select(minute => (level + (minute < Onset ? 0 : more)) * Math.Exp(Normal.Sample(random, 0, 0.1)))];
}
