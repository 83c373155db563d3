using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Applications.Conditions;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Extensions.ChaosMesh;

/// <summary>JVMChaos: methods that throw, answer wrongly or take long; a heap that is full, and the collector that sees to it all the time.</summary>
internal sealed class JvmChaosCondition(ObjectStore store) : ContainerChaos(store, ChaosKind.Jvm)
{
    private const double HeapShare = 0.9;

    protected override Strain Of(JsonObject spec, ContainerRoom room) => spec.Text("action") switch
    {
        "exception" or "return" or "ruleData" or "mysql" => new() { ErrorRate = 1, DelayMs = spec.Whole("latency") ?? 0 },
        "latency" => new() { DelayMs = spec.Whole("latency") ?? 0 },
        "gc" => new() { CpuMillis = 200, LatencyFactor = 1.5 },
        "stress" when spec.Text("memType") == "heap" => new() { MemoryMi = room.MemoryMi * HeapShare, CpuMillis = 500, LatencyFactor = 4, ErrorRate = 0.3 },
        "stress" when spec.Text("memType") == "stack" => new() { MemoryMi = room.MemoryMi * (1 - HeapShare), LatencyFactor = 1.2 },
        "stress" => new() { CpuMillis = 1000.0 * (spec.Whole("cpuCount") ?? 1) },
        _ => Strain.None,
    };
}
