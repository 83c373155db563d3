using Autocura.Settings;
using Autocura.Support;
using YamlDotNet.RepresentationModel;

namespace Autocura.EndToEnd.Infra;

/// <summary>The overlays differ in where, how large and how careful, and what they write is what the app reads.</summary>
public sealed class OverlayTests
{
    [RealClientTheory("kubectl")]
    [InlineData("development", "autocura-cognitiva-dev", "1", "200m", "512Mi", "latest", "auto")]
    [InlineData("staging", "autocura-cognitiva-staging", "1", "500m", "768Mi", "latest", "auto")]
    [InlineData("production", "autocura-cognitiva-prod", "2", "1", "1Gi", "stable", "approve")]
    public async Task An_overlay_says_where_how_large_and_how_careful(string overlay, string ns, string replicas, string cpu, string memory, string tag, string mode)
    {
        var objects = await RenderAsync(overlay);
        var deployment = objects.Single(one => one.Text("kind") == "Deployment");
        var container = (YamlMappingNode)deployment.List("spec", "template", "spec", "containers").Single();

        deployment.Text("spec", "replicas").ShouldBe(replicas);
        container.Text("image").ShouldBe($"autocura-cognitiva/functions:{tag}");
        (container.Text("resources", "limits", "cpu"), container.Text("resources", "limits", "memory")).ShouldBe((cpu, memory));
        container.List("env").Single(variable => variable.Text("name") == "Autocura__Mode").Text("value").ShouldBe(mode);
        objects.Where(one => one.Find("metadata", "namespace") is not null).Select(one => one.Text("metadata", "namespace")).Distinct().ShouldBe([ns]);
        objects.Single(one => one.Text("kind") == "Namespace").Text("metadata", "name").ShouldBe(ns);
        objects.SelectMany(one => one.List("subjects")).Select(subject => subject.Text("namespace")).Distinct().ShouldBe([ns]);
    }

    [RealClientTheory("kubectl")]
    [InlineData("development", 0.6, 50, 7)]
    [InlineData("staging", 0.75, 100, 14)]
    [InlineData("production", 0.75, 100, 90)]
    public async Task The_settings_of_an_overlay_are_read_without_a_problem(string overlay, double confidence, int iterations, int history)
    {
        var map = (await RenderAsync(overlay)).Single(one => one.Text("kind") == "ConfigMap");
        var data = map.Map("data").Children.ToDictionary(entry => ((YamlScalarNode)entry.Key).Value!, entry => ((YamlScalarNode)entry.Value).Value!);

        var settings = SettingsOverlay.Read(data, SettingsOverlay.None, new AutocuraOptions());
        var options = settings.Over(new AutocuraOptions());

        map.Text("metadata", "name").ShouldBe(LiveSettings.Name);
        settings.Problems.ShouldBeEmpty();
        settings.Values.Count.ShouldBeGreaterThanOrEqualTo(SettingsTable.All.Count - 1);
        (options.Planning.ConfidenceThreshold, options.Planning.SimulationIterations, options.Retention.HistoryDays).ShouldBe((confidence, iterations, history));
    }

    private static Task<List<YamlMappingNode>> RenderAsync(string overlay) =>
        Kustomized.ReadAsync($"infra/kubernetes/overlays/{overlay}");
}
