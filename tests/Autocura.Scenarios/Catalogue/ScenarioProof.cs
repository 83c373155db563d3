using Autocura.Embedded.Scenarios;
using Autocura.Support.Catalogue;

namespace Autocura.Scenarios.Catalogue;

/// <summary>
/// What is claimed of every scenario: before it, its application is healthy and no alert fires; then the trouble shows, the alerts that it names fire, and
/// the trouble stays until its remedy has been applied. In a control nothing of the kind is ever seen.
/// </summary>
internal static class ScenarioProof
{
    private static readonly TimeSpan Calm = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ControlSpan = TimeSpan.FromMinutes(5);

    public static async Task RunAsync(Scenario scenario, StageSettings? settings = null)
    {
        await using var stage = await ScenarioStage.OpenAsync(scenario, settings);
        await stage.MakeAsync(scenario.Setup);
        await BecomesHealthyAsync(stage, scenario, "with what is to be there before the fault");
        await StaysHealthyAsync(stage, Calm, "before the fault");
        await stage.MakeAsync(scenario.Steps);
        if (scenario.IsControl)
        {
            await StaysHealthyAsync(stage, ControlSpan, "in a control");
            return;
        }

        await ShowsAsync(stage, scenario);
        await StaysBrokenAsync(stage, scenario);
        await stage.MakeAsync(scenario.Remedy);
        await BecomesHealthyAsync(stage, scenario, "after the remedy");
    }

    private static async Task StaysHealthyAsync(ScenarioStage stage, TimeSpan span, string when)
    {
        await stage.UntilAsync(span, now => !now.Verdict.Holds || now.Firing.Count > 0);
        stage.Verdict.Reasons.ShouldBeEmpty($"{when}, at {stage.Now:HH:mm:ss}");
        Names(stage).ShouldBeEmpty($"no alert may fire {when}, at {stage.Now:HH:mm:ss}");
    }

    private static async Task ShowsAsync(ScenarioStage stage, Scenario scenario)
    {
        var (broken, fired) = (false, new HashSet<string>());
        await stage.UntilAsync(TimeSpan.FromSeconds(scenario.Symptom.WithinSeconds), now =>
        {
            broken |= !now.Verdict.Holds;
            fired.UnionWith(Names(now));
            return broken && fired.IsSupersetOf(scenario.Alerts);
        });
        broken.ShouldBeTrue($"the fault did not show to the oracle; alerts: {string.Join(", ", fired)}");
        scenario.Alerts.Except(fired).ShouldBeEmpty($"alerts that did not fire; fired: {string.Join(", ", fired)}; the oracle: {stage.Verdict}");
    }

    /// <summary>A crash loop looks well for moments: broken is what is never healthy for as long as the oracle asks.</summary>
    private static async Task StaysBrokenAsync(ScenarioStage stage, Scenario scenario)
    {
        var held = new HeldFor(TimeSpan.FromSeconds(scenario.Oracle.HeldForSeconds));
        var healed = await stage.UntilAsync(TimeSpan.FromSeconds(scenario.Symptom.ForSeconds), now => held.Is(now.Verdict.Holds, now.Now));
        healed.ShouldBeFalse($"the trouble went away by itself at {stage.Now:HH:mm:ss}");
    }

    /// <summary>Healthy for as long as the oracle asks, and quiet at the end of it.</summary>
    private static async Task BecomesHealthyAsync(ScenarioStage stage, Scenario scenario, string when)
    {
        var held = new HeldFor(TimeSpan.FromSeconds(scenario.Oracle.HeldForSeconds));
        var healthy = await stage.UntilAsync(
            TimeSpan.FromSeconds(scenario.Oracle.WithinSeconds + scenario.Oracle.HeldForSeconds),
            now => held.Is(now.Verdict.Holds, now.Now) && now.Firing.Count == 0);
        healthy.ShouldBeTrue($"not healthy {when}: {stage.Verdict}; alerts: {string.Join(", ", Names(stage))}");
    }

    private static IEnumerable<string> Names(ScenarioStage stage) => stage.Firing.Select(alert => alert.Labels["alertname"]).Distinct();
}
