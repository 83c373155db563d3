using Autocura.Cluster;
using Autocura.Diagnosis;
using Autocura.Functions.Tests.Cluster;
using Autocura.Ledger;

namespace Autocura.Functions.Tests.Ledger;

public sealed class ExperienceReaderTests(RunningShop shop) : IClassFixture<RunningShop>
{
    [Fact]
    public async Task Only_incidents_that_were_healed_count_and_each_once()
    {
        var ledger = new IncidentLedger(shop.Cluster.Clusters);
        var reader = new ExperienceReader(shop.Cluster.Clusters);
        (await reader.ReadAsync(shop.Cluster.Clusters.Home.Name, CancellationToken.None)).Confirmed.ShouldBeEmpty();
        var healed = new SomeRecord("cart").Healed;
        await ledger.WriteAsync(healed, CancellationToken.None);
        await ledger.WriteAsync(healed, CancellationToken.None);
        await ledger.WriteAsync(new SomeRecord("catalog").Verifying, CancellationToken.None);

        var experience = await reader.ReadAsync(shop.Cluster.Clusters.Home.Name, CancellationToken.None);

        experience.Confirmed.ShouldBe(new Dictionary<string, int> { [healed.Plan!.Cause] = 1 });
    }
}
