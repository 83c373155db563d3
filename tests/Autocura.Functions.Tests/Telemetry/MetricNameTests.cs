using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Autocura.Dashboard;
using Autocura.LanguageModels;
using Autocura.Ledger.Audit;
using Autocura.Metrics.Forecasts;
using Autocura.Support;
using Autocura.Telemetry;

namespace Autocura.Functions.Tests.Telemetry;

/// <summary>Rules, dashboards and the documentation speak of metrics that there are.</summary>
public sealed partial class MetricNameTests
{
    private static readonly string[] OfThisMoment = ["autocura_build_info", "autocura_incidents_open", "autocura_approvals_pending", "autocura_queue_depth"];

    [Theory]
    [InlineData("infra/monitoring", "*.yaml")]
    [InlineData("infra/monitoring/dashboards", "*.json")]
    [InlineData("docs", "self-observation.md")]
    public void Whatever_is_spoken_of_is_measured(string folder, string pattern)
    {
        var spoken = Repository.Files(folder, pattern).SelectMany(file => Name().Matches(Repository.Read(file))).Select(match => Base(match.Value)).Distinct();

        spoken.Except(Measured()).ShouldBeEmpty();
    }

    [Fact]
    public void Whatever_is_measured_is_documented()
    {
        var documented = $"{Repository.Read("docs/self-observation.md")} {Repository.Read("docs/forecasting.md")}";

        Measured().Where(name => !documented.Contains(name, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Closed", 0)]
    [InlineData("Probing", 1)]
    [InlineData("HalfOpen", 1)]
    [InlineData("Open", 2)]
    public void The_breaker_is_a_number_and_a_cluster_that_is_silent_has_none(string breaker, int state)
    {
        var text = ExpositionText.Write(ControlReadings.Of(
        [
            new ClusterControl("home", Answers: true, "v1") { Breaker = breaker, IsStopped = true, Budgets = [new BudgetLine("namespace", "shop", 7, 5), new BudgetLine("cluster", "", 3, 20)] },
            new ClusterControl("far", Answers: false, "silent"),
        ]));

        text.ShouldContain($"autocura_breaker_state{{cluster=\"home\"}} {state}\n");
        text.ShouldContain("autocura_stopped{cluster=\"home\"} 1\n");
        text.ShouldContain("autocura_budget_remaining{cluster=\"home\",scope=\"namespace\",namespace=\"shop\"} 0\n");
        text.ShouldContain("autocura_budget_remaining{cluster=\"home\",scope=\"cluster\"} 17\n");
        text.ShouldContain("autocura_cluster_up{cluster=\"far\"} 0\n");
        text.ShouldNotContain("autocura_breaker_state{cluster=\"far\"}");
    }

    private static HashSet<string> Measured()
    {
        HashSet<string> names = [.. OfThisMoment, .. ControlReadings.Of([]).Select(family => family.Name)];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name is IncidentMetrics.MeterName or ForecastInstruments.Name or ModelInstruments.Name or AuditInstruments.Name) names.Add(InstrumentReadings.Of(instrument).ToFamily().Name);
            },
        };
        using var incidents = new IncidentMetrics();
        using var forecasts = new ForecastInstruments(TimeProvider.System);
        using var models = new ModelInstruments();
        using var audit = new AuditInstruments();
        listener.Start();
        return names;
    }

    private static string Base(string name) => name.EndsWith("_bucket", StringComparison.Ordinal) ? name[..^"_bucket".Length] : name;

    [GeneratedRegex(@"autocura_[a-z_]+[a-z]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
