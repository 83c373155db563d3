namespace Autocura.EndToEnd.Monitoring;

/// <summary>The files that users install are accepted by the programs they are for, and every alert has its unit test.</summary>
public sealed class RuleFileTests
{
    [RealClientFact("promtool")]
    public async Task The_rules_are_accepted_by_promtool()
    {
        var said = await ClientProcess.RunAsync("promtool", "check", "rules", Infra.Path("rules.yaml"), Infra.Path("rules.demo.yaml"), Infra.Path("sre-rules.yaml"), Infra.Path("self-rules.yaml"));
        foreach (var file in (string[])["rules.yaml", "rules.demo.yaml", "sre-rules.yaml", "self-rules.yaml"])
        {
            said.ShouldContain($"{AlertsIn(file)} rules found");
        }
    }

    [Theory]
    [InlineData("rules")]
    [InlineData("sre-rules")]
    [InlineData("self-rules")]
    public async Task Every_alert_has_a_unit_test(string file)
    {
        var tested = await File.ReadAllTextAsync(Infra.Path($"{file}.test.yaml"));
        foreach (var alert in (await File.ReadAllLinesAsync(Infra.Path($"{file}.yaml"))).Where(IsAlert).Select(line => line.Split(':')[1].Trim()))
        {
            tested.ShouldContain($"alertname: {alert}", customMessage: $"{alert} has no test");
        }
    }

    [RealClientTheory("promtool")]
    [InlineData("rules")]
    [InlineData("sre-rules")]
    [InlineData("self-rules")]
    public async Task Every_unit_test_of_the_rules_passes_in_promtool(string file) =>
        (await ClientProcess.RunAsync("promtool", "test", "rules", Infra.Path($"{file}.test.yaml"))).ShouldContain("SUCCESS");

    [RealClientFact("promtool")]
    public async Task The_example_configuration_is_accepted_by_promtool() =>
        (await ClientProcess.RunAsync("promtool", "check", "config", Infra.Path("prometheus.yaml"))).ShouldContain("SUCCESS");

    [RealClientTheory("amtool")]
    [InlineData("alertmanager.yaml")]
    [InlineData("alertmanager-ha.yaml")]
    public async Task The_example_configuration_is_accepted_by_amtool(string file) =>
        (await ClientProcess.RunAsync("amtool", "check-config", Infra.Path(file))).ShouldContain("SUCCESS");

    [RealClientFact("amtool")]
    public async Task An_alert_reaches_whom_the_list_of_routes_says()
    {
        var rows = (await File.ReadAllLinesAsync(Infra.Path("alertmanager-ha.routes.txt"))).Where(line => !line.StartsWith('#')).Select(line => line.Split(" | ")).ToList();

        rows.ShouldNotBeEmpty();
        foreach (var row in rows)
        {
            await ClientProcess.RunAsync("amtool", ["config", "routes", "test", $"--verify.receivers={row[1]}", "--config.file", Infra.Path("alertmanager-ha.yaml"), .. row[0].Split(' ')]);
        }
    }

    private static int AlertsIn(string file) => File.ReadLines(Infra.Path(file)).Count(IsAlert);

    private static bool IsAlert(string line) => line.TrimStart().StartsWith("- alert:", StringComparison.Ordinal);
}
