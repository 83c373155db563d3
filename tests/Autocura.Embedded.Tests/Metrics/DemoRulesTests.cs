using System.Text.RegularExpressions;
using Autocura.Embedded.Metrics;

namespace Autocura.Embedded.Tests.Metrics;

/// <summary>The rules of the demonstration are those of production, but for durations.</summary>
public sealed class DemoRulesTests
{
    [Fact]
    public void The_demonstration_has_the_same_rules_as_production_but_for_durations() =>
        WithoutDurations(EmbeddedRules.Demo["rules.demo.yaml"]).ShouldBe(WithoutDurations(EmbeddedRules.Production["rules.yaml"]));

    private static string WithoutDurations(string yaml)
    {
        var lines = yaml.Split('\n').Where(line => !line.TrimStart().StartsWith('#') && line.Trim().Length > 0);
        return Regex.Replace(string.Join('\n', lines), @"(?<=interval: |for: |\[|offset )\d+[smh]", "-");
    }
}
