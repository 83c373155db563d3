namespace Autocura.EndToEnd.Monitoring;

/// <summary>The files that users install are accepted by the programs they are for, and every alert has its unit test.</summary>
public sealed class RuleFileTests
{
    [RealClientFact("promtool")]
    public async Task The_rules_are_accepted_by_promtool()
    {
        var said = await ClientProcess.RunAsync("promtool", "check", "rules", Infra.Path("rules.yaml"), Infra.Path("rules.demo.yaml"));
        foreach (var file in new[] { "rules.yaml", "rules.demo.yaml" })
        {
            said.ShouldContain($"{AlertsIn(file)} rules found");
        }
    }

    [Fact]
    public async Task Every_alert_has_a_unit_test()
    {
        var tested = await File.ReadAllTextAsync(Infra.Path("rules.test.yaml"));
        foreach (var alert in (await File.ReadAllLinesAsync(Infra.Path("rules.yaml"))).Where(IsAlert).Select(line => line.Split(':')[1].Trim()))
        {
            tested.ShouldContain($"alertname: {alert}", customMessage: $"{alert} has no test");
        }
    }

    [RealClientFact("promtool")]
    public async Task Every_unit_test_of_the_rules_passes_in_promtool() =>
        (await ClientProcess.RunAsync("promtool", "test", "rules", Infra.Path("rules.test.yaml"))).ShouldContain("SUCCESS");

    [RealClientFact("promtool")]
    public async Task The_example_configuration_is_accepted_by_promtool() =>
        (await ClientProcess.RunAsync("promtool", "check", "config", Infra.Path("prometheus.yaml"))).ShouldContain("SUCCESS");

    [RealClientFact("amtool")]
    public async Task The_example_configuration_is_accepted_by_amtool() =>
        (await ClientProcess.RunAsync("amtool", "check-config", Infra.Path("alertmanager.yaml"))).ShouldContain("SUCCESS");

    private static int AlertsIn(string file) => File.ReadLines(Infra.Path(file)).Count(IsAlert);

    private static bool IsAlert(string line) => line.TrimStart().StartsWith("- alert:", StringComparison.Ordinal);
}
