using System.Text.Json.Nodes;
using Autocura.Telemetry;

namespace Autocura.Embedded.Metrics;

/// <summary>
/// What was said of each object, as kube-state-metrics keeps it until the object changes: a stored object never changes, it is replaced by another.
/// Each reading has a memory of its own, made from that of the reading before, so that what is gone is forgotten and readings do not meet.
/// </summary>
internal sealed class ExporterMemory(ExporterMemory? before)
{
    private readonly Dictionary<JsonObject, IReadOnlyList<MetricFamily>> said = new(ReferenceEqualityComparer.Instance);
    private ExporterMemory? before = before;

    public IReadOnlyList<MetricFamily> Of(JsonObject obj, Action<ExporterFamilies, JsonObject> write)
    {
        if (before?.said.TryGetValue(obj, out var known) is not true)
        {
            var families = new ExporterFamilies();
            write(families, obj);
            known = families.ToList();
        }

        return said[obj] = known!;
    }

    /// <summary>The reading is over: from now on this is only read.</summary>
    public ExporterMemory Ended()
    {
        before = null;
        return this;
    }
}
