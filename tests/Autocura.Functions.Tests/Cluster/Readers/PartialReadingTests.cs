using System.Net;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis;

namespace Autocura.Functions.Tests.Cluster.Readers;

public sealed class PartialReadingTests
{
    private readonly PartialReading reading = new();

    [Fact]
    public async Task A_refused_part_is_a_gap_with_its_reason()
    {
        var read = await reading.ReadAsync(EvidencePart.Pods, 7, () => throw new ClusterException("pods is forbidden for token=abc", "Forbidden", HttpStatusCode.Forbidden));

        read.ShouldBe(7);
        reading.Gaps.ShouldBe(["pods: Forbidden: pods is forbidden for token=[redacted]"]);
    }

    [Fact]
    public async Task A_part_that_is_read_leaves_no_gap()
    {
        (await reading.ReadAsync(EvidencePart.Pods, 7, () => Task.FromResult(8))).ShouldBe(8);

        reading.Gaps.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_API_server_that_does_not_answer_fails_the_whole() => await Should.ThrowAsync<ClusterException>(() =>
        reading.ReadAsync(EvidencePart.Pods, 7, () => throw new ClusterException("no answer", "Unreachable", status: null)));

    [Fact]
    public async Task Gaps_come_in_one_order_whatever_came_first()
    {
        foreach (var part in new[] { EvidencePart.Services, EvidencePart.Events, EvidencePart.Services })
        {
            await reading.ReadAsync(part, 0, () => throw new ClusterException("no", "Forbidden", HttpStatusCode.Forbidden));
        }

        reading.Gaps.ShouldBe(["events: Forbidden: no", "services: Forbidden: no"]);
    }
}
