using Autocura.Settings;
using Autocura.Support;

namespace Autocura.Functions.Tests.Settings;

public sealed class SettingsTableTests
{
    [Fact]
    public void The_page_for_people_shows_this_very_table() =>
        Repository.Read("docs/settings.md").Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Count(letter => letter == '|') == 6).ShouldBe(SettingsTable.All.Select(Row));

    [Fact]
    public void Every_name_stands_there_once() => SettingsTable.All.Select(setting => setting.Name).ShouldBeUnique();

    private static string Row(Setting setting)
    {
        var usual = setting.Shown(new AutocuraOptions());
        return $"| `{setting.Name}` | {setting.Component.Name} | {setting.Meaning} | {setting.Range}{(setting.Unit.Length > 0 ? $" ({setting.Unit})" : "")} | {(usual.Length > 0 ? usual : "none")} |";
    }
}
