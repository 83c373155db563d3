using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Tests.Cluster.Controllers;

namespace Autocura.Embedded.Tests.Cluster.Applications;

public sealed class AstronomyShopTests
{
    [Fact]
    public async Task Left_alone_it_is_healthy_for_an_hour()
    {
        await using var cluster = await LiveCluster.RunningAsync(TimeSpan.FromMinutes(1), "astronomy-shop");

        for (var minute = 0; minute < 60; minute++)
        {
            await cluster.RunAsync(TimeSpan.FromMinutes(1));
            var seen = cluster.Simulation.Traffic.View("astronomy-shop")!;
            seen.Services.Where(service => service.ErrorRatio >= 0.005 || service.Saturation >= 0.6 || service.P95Ms >= 500 || service.Lag >= 10).ShouldBeEmpty();
        }

        cluster.Pods("otel-demo").ShouldAllBe(pod => PodTemplates.IsReady(pod));
        cluster.Pods("otel-demo").SelectMany(pod => pod.Objects("status", "containerStatuses")).Sum(status => status.Count("restartCount")).ShouldBe(0);
    }
}
