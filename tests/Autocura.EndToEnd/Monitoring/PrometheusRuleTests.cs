using Autocura.EndToEnd.Infra;
using YamlDotNet.RepresentationModel;

namespace Autocura.EndToEnd.Monitoring;

/// <summary>The rules for the Prometheus Operator are those of the rule files, word by word; and the runbooks know the alerts.</summary>
public sealed class PrometheusRuleTests
{
    private const string Component = "infra/kubernetes/components/monitoring";

    [Theory]
    [InlineData("rules.yaml", "workload-rules.yaml")]
    [InlineData("sre-rules.yaml", "sre-rules.yaml")]
    [InlineData("self-rules.yaml", "self-rules.yaml")]
    public void The_operator_gets_the_rules_of_the_file(string file, string manifest)
    {
        var rules = Repository.Read($"infra/monitoring/{file}").TrimEnd('\n');
        rules = rules[rules.IndexOf("groups:", StringComparison.Ordinal)..];
        var written = Repository.Read($"{Component}/{manifest}");
        var head = written[..(written.IndexOf("\nspec:\n", StringComparison.Ordinal) + "\nspec:\n".Length)];
        var expected = head + string.Concat(rules.Split('\n').Select(line => line.Trim().Length == 0 ? "\n" : $"  {line}\n"));
        if (Environment.GetEnvironmentVariable("AUTOCURA_APPROVE") == "true")
        {
            File.WriteAllText(Repository.PathOf($"{Component}/{manifest}"), expected);
            return;
        }

        written.ShouldBe(expected, $"{manifest} is written anew by AUTOCURA_APPROVE=true dotnet test tests/Autocura.EndToEnd --filter PrometheusRuleTests");
    }

    [Fact]
    public void Every_runbook_is_triggered_by_an_alert_of_the_platform()
    {
        var alerts = Manifests.Parse(Repository.Read("infra/monitoring/sre-rules.yaml")).Single().List("groups").SelectMany(group => group.List("rules")).Select(rule => Snake(rule.Text("alert"))).ToList();
        var triggers = Manifests.In("infra/kubernetes/runbooks").Select(file => file.Root.Text("spec", "trigger", "signalType")).ToList();

        triggers.ShouldNotBeEmpty();
        triggers.Except(alerts).ShouldBeEmpty();
    }

    private static string Snake(string name) => string.Concat(name.Select((letter, at) => char.IsUpper(letter) && at > 0 ? $"_{letter}" : $"{letter}")).ToLowerInvariant();
}
