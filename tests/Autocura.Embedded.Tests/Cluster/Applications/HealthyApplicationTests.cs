using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Tests.Cluster.Controllers;

namespace Autocura.Embedded.Tests.Cluster.Applications;

public sealed class HealthyApplicationTests
{
    [Theory]
    [InlineData("shop")]
    [InlineData("astronomy-shop")]
    [InlineData("hotel-reservation")]
    [InlineData("social-network")]
    [InlineData("bookinfo")]
    public async Task Left_alone_it_is_healthy_for_an_hour_beside_the_shop(string application)
    {
        await using var cluster = await LiveCluster.RunningAsync(TimeSpan.FromMinutes(1), [.. new[] { "shop", application }.Distinct()]);
        var ns = cluster.Simulation.Traffic.Read().First(known => known.Application.Name == application).Application.Namespace;

        for (var minute = 0; minute < 60; minute++)
        {
            await cluster.RunAsync(TimeSpan.FromMinutes(1));
            var seen = cluster.Simulation.Traffic.View(application)!;
            seen.Services.Where(service => service.ErrorRatio >= 0.005 || service.Saturation >= 0.8 || service.P95Ms >= 500 || service.Lag >= 10 || service.RequestsPerSecond <= 0).ShouldBeEmpty();
            seen.OfUsers.ShouldContain(edge => edge.RequestsPerSecond > 0);
        }

        cluster.Pods(ns).ShouldAllBe(pod => PodTemplates.IsReady(pod));
        cluster.Pods(ns).SelectMany(pod => pod.Objects("status", "containerStatuses")).Sum(status => status.Count("restartCount")).ShouldBe(0);
    }
}
