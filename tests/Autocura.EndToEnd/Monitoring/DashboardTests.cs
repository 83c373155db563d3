using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Autocura.EndToEnd.Monitoring;

/// <summary>The dashboards can be imported, explain themselves, and ask only what Prometheus understands.</summary>
public sealed partial class DashboardTests
{
    private const string Folder = "infra/monitoring/dashboards";

    public static TheoryData<string> Files => [.. Repository.Files(Folder, "*.json")];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_panel_says_what_it_shows(string file)
    {
        var dashboard = JsonNode.Parse(Repository.Read(file))!;
        var panels = Panels(dashboard).ToList();

        ((string?)dashboard["uid"]).ShouldNotBeNullOrEmpty();
        panels.ShouldNotBeEmpty();
        panels.Where(panel => string.IsNullOrEmpty((string?)panel["title"]) || string.IsNullOrEmpty((string?)panel["description"])).Select(panel => (string?)panel["title"]).ShouldBeEmpty();
        panels.Select(panel => (int)panel["id"]!).ShouldBeUnique();
        panels.Where(panel => (string?)panel["datasource"]!["uid"] != "${datasource}").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_panel_covers_another(string file)
    {
        var cells = JsonNode.Parse(Repository.Read(file))!["panels"]!.AsArray()
            .Select(panel => panel!["gridPos"]!)
            .SelectMany(at => from x in Enumerable.Range((int)at["x"]!, (int)at["w"]!) from y in Enumerable.Range((int)at["y"]!, (int)at["h"]!) select (x, y))
            .ToList();

        cells.ShouldBeUnique();
        cells.Max(cell => cell.x).ShouldBeLessThan(24);
    }

    [Fact]
    public void The_telemetry_dashboard_has_its_nine_panels() => Panels(JsonNode.Parse(Repository.Read($"{Folder}/telemetry.json"))!).Count().ShouldBe(9);

    [RealClientTheory("promtool")]
    [MemberData(nameof(Files))]
    public async Task Every_question_is_one_that_prometheus_understands(string file)
    {
        var questions = Panels(JsonNode.Parse(Repository.Read(file))!).SelectMany(panel => panel["targets"]!.AsArray()).Select(target => (string)target!["expr"]!).ToList();
        using var folder = new TemporaryFolder();
        // promtool parses expressions where they are rules.
        var rules = folder.Write("questions.yaml", "groups:\n- name: questions\n  rules:\n"
            + string.Concat(questions.Select((question, index) => $"  - record: question_{index}\n    expr: {JsonValue.Create(Variables().Replace(question, "1h")).ToJsonString()}\n")));

        (await ClientProcess.RunAsync("promtool", "check", "rules", rules)).ShouldContain($"{questions.Count} rules found");
    }

    [Fact]
    public void Every_dashboard_is_installed()
    {
        var installed = Repository.Read($"{Folder}/kustomization.yaml");

        foreach (var file in Repository.Files(Folder, "*.json").Select(path => Path.GetFileName(path)))
        {
            installed.ShouldContain($"files: [{file}]");
        }
    }

    private static IEnumerable<JsonNode> Panels(JsonNode dashboard) => dashboard["panels"]!.AsArray().OfType<JsonNode>().Where(panel => (string?)panel["type"] != "row");

    [GeneratedRegex(@"\$__range|\$__rate_interval")]
    private static partial Regex Variables();
}
