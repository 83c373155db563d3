using Autocura.Settings;

namespace Autocura.Functions.Tests.Settings;

public sealed class SettingsOverlayTests
{
    private static readonly AutocuraOptions App = new();

    private static readonly Dictionary<string, string> Base = new()
    {
        ["global.properties"] = "log_level=INFO\nmetrics_interval=30\nenable_tracing=true\ntracing_endpoint=http://jaeger-collector:14268/api/traces\n",
        ["monitoramento.properties"] = "collection_interval=15\nretention_period_days=7\nanomaly_detection_sensitivity=0.8\n",
        ["diagnostico.properties"] = "model_update_interval=3600\nconfidence_threshold=0.75\nmax_diagnosis_depth=5\n",
        ["gerador_acoes.properties"] = "action_validation_enabled=true\nsimulation_iterations=100\nrisk_threshold=0.3\n",
        ["observabilidade.properties"] = "dashboard_refresh_rate=10\nhistory_max_days=30\nalert_channels=slack,email,pagerduty\n",
    };

    [Fact]
    public void Every_setting_of_the_plan_is_taken_without_a_problem()
    {
        var overlay = SettingsOverlay.Read(Base, SettingsOverlay.None, App);
        var options = overlay.Over(App);

        overlay.Problems.ShouldBeEmpty();
        overlay.Values.Keys.ShouldBe(SettingsTable.All.Select(setting => setting.Name), ignoreOrder: true);
        options.Scan.Every.ShouldBe(TimeSpan.FromSeconds(30));
        options.Sweep.Every.ShouldBe(TimeSpan.FromSeconds(15));
        options.Planning.ConfidenceThreshold.ShouldBe(0.75);
        options.Planning.SimulationIterations.ShouldBe(100);
        options.Retention.HistoryDays.ShouldBe(30);
        options.Problems().ShouldBeEmpty();
    }

    [Fact]
    public void A_backslash_and_an_n_end_a_line_as_a_kustomize_literal_writes_them()
    {
        var overlay = Of("diagnostico.properties", @"model_update_interval=1800\nconfidence_threshold=0.6\nmax_diagnosis_depth=3");

        overlay.Problems.ShouldBeEmpty();
        overlay.Over(App).MaxDiagnosisDepth.ShouldBe(3);
        overlay.Over(App).Planning.ConfidenceThreshold.ShouldBe(0.6);
    }

    [Theory]
    [InlineData("diagnosis.properties", "confidence_threshold=0.4", "confidence_threshold", "confidence_threshold is '0.4'; it may be 0.5 to 0.99.")]
    [InlineData("diagnosis.properties", "max_diagnosis_depth=2.5", "max_diagnosis_depth", "it may be 1 to 10, whole")]
    [InlineData("monitoring.properties", "collection_interval=often", "collection_interval", "collection_interval is 'often'; it may be 15 to 3600, whole (seconds).")]
    [InlineData("monitoring.properties", "collection_intervall=30", "collection_intervall", "those of monitoring are collection_interval")]
    [InlineData("monitoring.properties", "risk_threshold=0.1", "risk_threshold", "belongs into planning.properties")]
    [InlineData("planning.properties", "risk_threshold=0.1\nrisk_threshold=0.2", "risk_threshold", "twice; the first counts")]
    [InlineData("planning.properties", "action_validation_enabled=yes", "action_validation_enabled", "true or false")]
    [InlineData("planning.properties", "be careful", "planning.properties", "'be careful' that is not name=value")]
    [InlineData("observability.properties", "alert_channels=slack,pigeon", "alert_channels", "slack, teams, email, pagerduty and webhook")]
    [InlineData("global.properties", "log_level=LOUD", "log_level", "TRACE, DEBUG, INFO, WARN or ERROR")]
    [InlineData("global.properties", "tracing_endpoint=jaeger", "tracing_endpoint", "an http or https address")]
    [InlineData("kubelet.properties", "a=b", "kubelet.properties", "is no file of settings")]
    public void What_is_wrong_is_said_by_its_name(string file, string text, string name, string problem) => Of(file, text).Problems[name].ShouldContain(problem);

    [Fact]
    public void Of_two_values_the_first_counts() => Of("planning.properties", "risk_threshold=0.1\nrisk_threshold=0.2").Over(App).Planning.RiskThreshold.ShouldBe(0.1);

    [Fact]
    public void A_bad_value_leaves_the_last_good_one_and_the_other_settings()
    {
        var good = Of("diagnosis.properties", "confidence_threshold=0.9\nmax_diagnosis_depth=3");

        var bad = SettingsOverlay.Read(new Dictionary<string, string> { ["diagnosis.properties"] = "confidence_threshold=high\nmax_diagnosis_depth=4" }, good, App);

        bad.Over(App).Planning.ConfidenceThreshold.ShouldBe(0.9);
        bad.Over(App).MaxDiagnosisDepth.ShouldBe(4);
    }

    [Fact]
    public void A_setting_that_is_taken_out_goes_back_to_the_apps()
    {
        var good = Of("diagnosis.properties", "confidence_threshold=0.9");

        SettingsOverlay.Read(new Dictionary<string, string>(), good, App).Over(App).Planning.ConfidenceThreshold.ShouldBe(App.Planning.ConfidenceThreshold);
    }

    [Fact]
    public void No_setting_raises_the_mode() =>
        SettingsTable.All.ShouldAllBe(setting => Base.Values.SelectMany(file => file.Split('\n')).Where(line => line.StartsWith(setting.Name + "=")).All(line => setting.Apply(App, line.Substring(setting.Name.Length + 1))!.Mode == App.Mode));

    [Fact]
    public void What_the_app_has_by_itself_may_stand_in_the_map() =>
        SettingsTable.All.Where(setting => setting.Shown(App).Length > 0).ShouldAllBe(setting => setting.Apply(App, setting.Shown(App)) == App);

    private static SettingsOverlay Of(string file, string text) => SettingsOverlay.Read(new Dictionary<string, string> { [file] = text }, SettingsOverlay.None, App);
}
