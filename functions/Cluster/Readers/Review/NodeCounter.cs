using System.Text.Json.Nodes;
using Autocura.Guardrails.Facts;

namespace Autocura.Cluster.Readers.Review;

/// <summary>Counts the nodes and those out of service. All of them: a share of some says nothing.</summary>
internal static class NodeCounter
{
    public static Task<Fact<NodeCount>> ReadAsync(ReviewReading reading) => reading.PartAsync(async () =>
    {
        var nodes = await reading.Cluster.StreamAsync(Kinds.Node, new ListQuery(), reading.Token).ToListAsync(reading.Token);
        return new NodeCount(nodes.Count, [.. nodes.Where(IsOut).Select(node => node.Name())]);
    });

    private static bool IsOut(JsonObject node) =>
        node.Flag("spec", "unschedulable") || !node.IsReady();
}
