using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Admission;
using Autocura.Embedded.Cluster.Applications.Conditions;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Extensions.ChaosMesh;

/// <summary>StressChaos: memory and CPU that something else uses up in the container's place.</summary>
internal sealed class StressChaosCondition(ObjectStore store) : ContainerChaos(store, ChaosKind.Stress)
{
    private const double Mi = 1 << 20;
    private const double DefaultMemoryMi = 256;

    protected override Strain Of(JsonObject spec, ContainerRoom room)
    {
        var (cpu, memory) = (spec.Child("stressors", "cpu"), spec.Child("stressors", "memory"));
        return new()
        {
            CpuMillis = cpu is null ? 0 : (cpu.Whole("workers") ?? 1) * 10.0 * (cpu.Whole("load") is { } load and > 0 ? load : 100),
            MemoryMi = memory is null ? 0 : Size(memory.Text("size"), room),
        };
    }

    // Sizes are in powers of two whatever their unit is called: 256MB, 1GiB, 1GB, 512.
    private static double Size(string? size, ContainerRoom room)
    {
        if (size is not { Length: > 0 })
        {
            return DefaultMemoryMi;
        }

        if (size.EndsWith('%'))
        {
            return double.TryParse(size[..^1], CultureInfo.InvariantCulture, out var percent) ? room.MemoryMi * percent / 100 : 0;
        }

        var plain = size.TrimEnd('B', 'b', 'i');
        var binary = char.IsAsciiLetter(plain[^1]) ? $"{plain[..^1]}{char.ToUpperInvariant(plain[^1])}i" : plain;
        return (double)(Quantity.Parse(binary) ?? 0) / Mi;
    }
}
