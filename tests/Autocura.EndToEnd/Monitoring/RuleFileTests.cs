namespace Autocura.EndToEnd.Monitoring;

/// <summary>The files that users install are accepted by the programs they are for, and every alert has its unit test.</summary>
public sealed class RuleFileTests
{
    [RealClientFact("promtool")]
    public async Task The_rules_are_accepted_by_promtool() =>
        (await ClientProcess.RunAsync("promtool", "check", "rules", Infra.Path("rules.yaml"), Infra.Path("rules.demo.yaml")))
            .ShouldContain("9 rules found");

    [RealClientFact("promtool")]
    public async Task Every_unit_test_of_the_rules_passes_in_promtool() =>
        (await ClientProcess.RunAsync("promtool", "test", "rules", Infra.Path("rules.test.yaml"))).ShouldContain("SUCCESS");

    [RealClientFact("promtool")]
    public async Task The_example_configuration_is_accepted_by_promtool() =>
        (await ClientProcess.RunAsync("promtool", "check", "config", Infra.Path("prometheus.yaml"))).ShouldContain("SUCCESS");

    [RealClientFact("amtool")]
    public async Task The_example_configuration_is_accepted_by_amtool() =>
        (await ClientProcess.RunAsync("amtool", "check-config", Infra.Path("alertmanager.yaml"))).ShouldContain("SUCCESS");
}
