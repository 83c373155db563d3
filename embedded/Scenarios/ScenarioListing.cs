using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace Autocura.Embedded.Scenarios;

/// <summary>The scenarios as a list for people or for programs, of one application or one suite when asked for.</summary>
internal sealed class ScenarioListing(IEnumerable<Scenario> scenarios)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    private readonly IReadOnlyList<Scenario> scenarios = [.. scenarios];

    public static ScenarioListing Of(ScenarioCatalog catalog, string? application, string? suite) => new(catalog.All
        .Where(scenario => application is null || scenario.Application == application)
        .Where(scenario => suite is null || scenario.Catalogue.Any(row => string.Equals(row.Suite, suite, StringComparison.OrdinalIgnoreCase)))
        .OrderBy(scenario => scenario.Application, StringComparer.Ordinal).ThenBy(scenario => scenario.Name, StringComparer.Ordinal));

    /// <summary>Name, application, rows of suites, alerts and title of each.</summary>
    public IEnumerable<IReadOnlyList<string>> Rows() => scenarios.Select(Row);

    /// <summary>The table of docs/fault-catalogue.md.</summary>
    public string WriteMarkdown() => string.Join('\n', Rows().Select(row => $"| {string.Join(" | ", row)} |"));

    public void WriteTable(IAnsiConsole console)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("Name", "Application", "Catalogue", "Alerts", "Title");
        foreach (var row in Rows())
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        console.Write(table);
        console.MarkupLine("[grey]dotnet run --project embedded -- --scenario NAME plays one.[/]");
    }

    public string WriteJson() => new JsonArray([.. scenarios.Select(scenario => (JsonNode)new JsonObject
    {
        ["name"] = scenario.Name,
        ["application"] = scenario.Application,
        ["catalogue"] = Texts(scenario.Catalogue.Select(row => row.ToString())),
        ["alerts"] = Texts(scenario.Alerts),
        ["title"] = scenario.Title,
        ["description"] = scenario.Description,
        ["target"] = scenario.Target.ToString(),
        ["cause"] = scenario.Cause,
        ["cure"] = scenario.Cure,
        ["control"] = scenario.IsControl,
    })]).ToJsonString(Readable);

    private static IReadOnlyList<string> Row(Scenario scenario) =>
        [scenario.Name, scenario.Application, string.Join(", ", scenario.Catalogue), string.Join(", ", scenario.Alerts), scenario.Title];

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
