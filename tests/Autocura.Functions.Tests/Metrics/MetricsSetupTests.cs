using Autocura.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Autocura.Functions.Tests.Metrics;

public sealed class MetricsSetupTests
{
    [Fact]
    public async Task Without_settings_everything_is_unmeasurable_and_nothing_is_clear()
    {
        var source = Build([]).GetRequiredService<IMetricSource>();

        (await source.QueryAsync("up")).ShouldBeOfType<MetricAnswer.Unmeasurable>().Reason.ShouldContain("Metrics:PrometheusUrl");
        (await source.QueryRangeAsync(RangeQuery.Ending("up", DateTimeOffset.UnixEpoch, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1))))
            .ShouldBeOfType<MetricAnswer.Unmeasurable>();
        (await source.AskAlertAsync(new AlertIdentity("A", new Dictionary<string, string>()))).ShouldBeOfType<AlertStanding.Unmeasurable>();
    }

    [Theory]
    [InlineData("Metrics:PrometheusUrl", "prometheus:9090", "scheme")]
    [InlineData("Metrics:PrometheusUrl", "/prometheus", "absolute URL")]
    [InlineData("Metrics:AlertmanagerUrl", "ftp://alertmanager", "scheme 'ftp'")]
    [InlineData("Metrics:PrometheusUrl", "http://user:secret@prometheus:9090", "Metrics:Username")]
    [InlineData("Metrics:PrometheusUrl", "http://prometheus:9090/?a=b", "query or fragment")]
    [InlineData("Metrics:Timeout", "00:00:00", "more than zero")]
    [InlineData("Metrics:MaxResponseBytes", "12", "at least 1024")]
    [InlineData("Metrics:Username", "reader", "set both or neither")]
    [InlineData("Metrics:Queries:RequestRate", "sum(rate(x[$window]))", "does not use $namespace")]
    [InlineData("Metrics:Queries:RequestRate", "x{namespace=\"$namespace\",service=$service}", "quotes around a placeholder")]
    [InlineData("Metrics:Queries:ErrorRatio", "x{namespace=$namespace,service=$service,pod=$pod}", "uses $pod")]
    [InlineData("Metrics:Measurements:Window", "00:00:00", "more than zero")]
    [InlineData("Metrics:Measurements:Step", "01:00:00", "00:10:00")]
    [InlineData("Metrics:Measurements:Before", "00:01:00", "00:05:00")]
    [InlineData("Metrics:Measurements:Cpu", "sum by (workload) (x)", "does not use $namespace")]
    [InlineData("Metrics:Measurements:Memory", "x{namespace=$namespace,pod=$pod}", "uses $pod")]
    [InlineData("Metrics:Dependencies:Window", "02:00:00", "at most 01:00:00")]
    [InlineData("Metrics:Dependencies:Queries:Requests", "sum by (client, server) (calls)", "does not use $namespace")]
    public void A_wrong_setting_stops_the_start_and_names_itself(string key, string value, string reason)
    {
        var thrown = Should.Throw<OptionsValidationException>(() => Build(new() { [key] = value }));

        thrown.Message.ShouldContain(key);
        thrown.Message.ShouldContain(reason);
        thrown.Message.ShouldNotContain("secret");
    }

    [Fact]
    public void Two_ways_to_authenticate_are_one_too_many() =>
        Should.Throw<OptionsValidationException>(() => Build(new()
        {
            ["Metrics:BearerToken"] = "t",
            ["Metrics:Username"] = "u",
            ["Metrics:Password"] = "p",
        })).Message.ShouldContain("one way to authenticate");

    private static ServiceProvider Build(Dictionary<string, string?> settings) => new ServiceCollection()
        .AddSingleton(TimeProvider.System)
        .AddMetrics(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
        .BuildServiceProvider();
}
