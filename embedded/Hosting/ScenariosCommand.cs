using System.CommandLine;
using Autocura.Embedded.Scenarios;
using Spectre.Console;

namespace Autocura.Embedded.Hosting;

/// <summary><c>scenarios</c>: lists what <c>--scenario</c> can show.</summary>
internal static class ScenariosCommand
{
    public static Command Create()
    {
        var application = new Option<string?>("--application") { Description = "Only those on this application.", HelpName = "name" };
        var suite = new Option<string?>("--suite") { Description = "Only those that replay a row of this suite.", HelpName = "name" };
        var json = new Option<bool>("--json") { Description = "As JSON, for programs." };
        var markdown = new Option<bool>("--markdown") { Description = "As the rows of the table in docs/fault-catalogue.md." };
        Known(application, scenario => [scenario.Application]);
        Known(suite, scenario => scenario.Catalogue.Select(row => row.Suite));
        var command = new Command("scenarios", "Lists the faults that can be shown.") { application, suite, json, markdown };
        command.SetAction(parsed =>
        {
            var listing = ScenarioListing.Of(ScenarioCatalog.Load(), parsed.GetValue(application), parsed.GetValue(suite));
            if (parsed.GetValue(json)) parsed.InvocationConfiguration.Output.WriteLine(listing.WriteJson());
            else if (parsed.GetValue(markdown)) parsed.InvocationConfiguration.Output.WriteLine(listing.WriteMarkdown());
            else listing.WriteTable(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(parsed.InvocationConfiguration.Output) }));
        });
        return command;
    }

    /// <summary>Refuses a value that no scenario has.</summary>
    private static void Known(Option<string?> option, Func<Scenario, IEnumerable<string>> values) => option.Validators.Add(result =>
    {
        var known = ScenarioCatalog.Load().All.SelectMany(values).Distinct().Order(StringComparer.Ordinal).ToList();
        if (result.Tokens.Count == 1 && !known.Contains(result.Tokens[0].Value, StringComparer.OrdinalIgnoreCase))
            result.AddError($"{option.Name}: there is no '{result.Tokens[0].Value}'. There are: {string.Join(", ", known)}.");
    });
}
