using Autocura.Embedded.Metrics;
using Autocura.Embedded.Metrics.Query;
using Autocura.Embedded.Metrics.Rules;
using Autocura.Embedded.Metrics.Storage;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Autocura.Embedded.Tests.Metrics;

/// <summary>The unit tests of the rules, which promtool runs too, hold in the embedded evaluator: labels, waits and annotations alike.</summary>
public sealed class RuleUnitTests
{
    private static readonly TestFile File = new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance)
        .Build()
        .Deserialize<TestFile>(System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "rules.test.yaml")));

    public static TheoryData<string> Names => [.. File.Tests.Select(test => test.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_promtool_expects_of_a_rule_the_embedded_evaluator_does(string name)
    {
        var test = File.Tests.Single(test => test.Name == name);
        foreach (var expectation in test.AlertRuleTest)
        {
            var expected = expectation.ExpAlerts.Select(alert => Text(
                LabelSet.From(alert.ExpLabels).With("alertname", expectation.Alertname), alert.ExpAnnotations));
            var firing = Standings(test, until: Duration(expectation.EvalTime))
                .Where(standing => standing.Rule.Name == expectation.Alertname)
                .SelectMany(standing => standing.Alerts)
                .Where(alert => alert.State == AlertState.Firing)
                .Select(alert => Text(alert.Labels, alert.Annotations));

            firing.Order().ShouldBe(expected.Order(), $"{name}, {expectation.Alertname} at {expectation.EvalTime}");
        }
    }

    [Fact]
    public void Every_alert_has_a_unit_test_which_sees_it_fire()
    {
        var rules = RuleFile.Parse(EmbeddedRules.Production["rules.yaml"], "rules.yaml").SelectMany(group => group.Rules).Select(rule => rule.Name);
        var tested = File.Tests.SelectMany(test => test.AlertRuleTest).Where(test => test.ExpAlerts.Count > 0).Select(test => test.Alertname);

        rules.Except(tested).ShouldBeEmpty();
    }

    private static IEnumerable<RuleStanding> Standings(Test test, long until)
    {
        var store = new SeriesStore(new SeriesLimits());
        var engine = new QueryEngine(store);
        var groups = RuleFile.Parse(EmbeddedRules.Production["rules.yaml"], "rules.yaml")
            .Select(group => new RuleEvaluator(group, engine, store, (_, _) => { }))
            .ToList();
        var series = test.InputSeries.Select(input => (Labels: SeriesNotation.Labels(input.Series), Values: SeriesNotation.Values(input.Values))).ToList();
        var (interval, step) = (Duration(test.Interval), Duration(File.EvaluationInterval));
        for (var at = 0L; at <= until; at += step)
        {
            if (at % interval == 0)
            {
                var index = (int)(at / interval);
                store.Append("test", at, series
                    .Where(one => index < one.Values.Count && one.Values[index] is not null)
                    .Select(one => KeyValuePair.Create(one.Labels, one.Values[index]!.Value)));
            }

            groups.Where(group => at % (long)group.Group.Interval.TotalMilliseconds == 0).ToList().ForEach(group => group.Evaluate(at));
        }

        return groups.SelectMany(group => group.Standings());
    }

    private static string Text(LabelSet labels, IReadOnlyDictionary<string, string> annotations) =>
        $"{labels} {string.Join("; ", annotations.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}={pair.Value}"))}";

    private static long Duration(string text) => (long)DurationLiteral.TryParse(text)!.Value.TotalMilliseconds;

    private sealed class TestFile
    {
        public List<string> RuleFiles { get; set; } = [];

        public string EvaluationInterval { get; set; } = "";

        public List<Test> Tests { get; set; } = [];
    }

    private sealed class Test
    {
        public string Name { get; set; } = "";

        public string Interval { get; set; } = "";

        public List<InputSeries> InputSeries { get; set; } = [];

        public List<AlertRuleTest> AlertRuleTest { get; set; } = [];
    }

    private sealed class InputSeries
    {
        public string Series { get; set; } = "";

        public string Values { get; set; } = "";
    }

    private sealed class AlertRuleTest
    {
        public string EvalTime { get; set; } = "";

        public string Alertname { get; set; } = "";

        public List<ExpectedAlert> ExpAlerts { get; set; } = [];
    }

    private sealed class ExpectedAlert
    {
        public Dictionary<string, string> ExpLabels { get; set; } = [];

        public Dictionary<string, string> ExpAnnotations { get; set; } = [];
    }
}
