using Autocura.Cluster;
using Autocura.Diagnosis;
using Autocura.Embedded.Cluster.Faults;
using Autocura.Functions.Tests.Cluster;
using Autocura.Ledger;
using Autocura.Support;
using Autocura.Telemetry;

namespace Autocura.Functions.Tests.Ledger;

public sealed class ExperienceReaderTests(RunningShop shop) : IClassFixture<RunningShop>
{
    private readonly ManualTime time = new(Some.Noon);

    [Fact]
    public async Task Only_incidents_that_were_healed_count_and_each_once()
    {
        var ledger = new IncidentLedger(shop.Cluster.Clusters, new IncidentMetrics());
        (await ReadAsync(new ExperienceReader(shop.Cluster.Clusters, time))).ShouldBeEmpty();
        var healed = new SomeRecord("cart").Healed;
        await ledger.WriteAsync(healed, CancellationToken.None);
        await ledger.WriteAsync(healed, CancellationToken.None);
        await ledger.WriteAsync(new SomeRecord("catalog").Verifying, CancellationToken.None);

        var confirmed = await ReadAsync(new ExperienceReader(shop.Cluster.Clusters, time));

        confirmed.ShouldBe(new Dictionary<string, int> { [healed.Plan!.Cause] = 1 });
    }

    [Fact]
    public async Task The_record_is_read_again_after_some_minutes_and_what_was_read_stands_when_it_cannot_be()
    {
        await using var cluster = await TestCluster.StartAsync();
        await new IncidentLedger(cluster.Clusters, new IncidentMetrics()).WriteAsync(new SomeRecord("cart").Healed, CancellationToken.None);
        var reader = new ExperienceReader(cluster.Clusters, time);
        var first = await ReadAsync(reader, cluster.Clusters);
        await new IncidentLedger(cluster.Clusters, new IncidentMetrics()).WriteAsync(new SomeRecord("payment").Healed, CancellationToken.None);

        (await ReadAsync(reader, cluster.Clusters)).ShouldBe(first, "a minute ago is now");
        time.Advance(TimeSpan.FromMinutes(6));
        var second = await ReadAsync(reader, cluster.Clusters);
        second.Values.Sum().ShouldBe(2);

        time.Advance(TimeSpan.FromMinutes(6));
        cluster.Faults.Set([new FaultRule { Kind = FaultKind.Refusal, Code = 403, Resources = ["issues"] }]);
        (await ReadAsync(reader, cluster.Clusters)).ShouldBe(second);
    }

    private Task<IReadOnlyDictionary<string, int>> ReadAsync(ExperienceReader reader) => ReadAsync(reader, shop.Cluster.Clusters);

    private static async Task<IReadOnlyDictionary<string, int>> ReadAsync(ExperienceReader reader, IClusters clusters) =>
        (await reader.ReadAsync(clusters.Home.Name, CancellationToken.None)).Confirmed;
}
