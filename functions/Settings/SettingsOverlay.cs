namespace Autocura.Settings;

/// <summary>
/// What a ConfigMap lays over the app's settings. A value that may not stand there is a problem that names it, and the last good one of that setting stays.
/// </summary>
/// <param name="Values">By the name of the setting what holds, as it was written.</param>
/// <param name="Problems">What is wrong, a sentence for each, by the name it is about; the first of several.</param>
public sealed record SettingsOverlay(IReadOnlyDictionary<string, string> Values, IReadOnlyDictionary<string, string> Problems)
{
    private const int LongestShown = 60;

    public static readonly SettingsOverlay None = new(new Dictionary<string, string>(), new Dictionary<string, string>());

    /// <summary>Reads the entries of a ConfigMap.</summary>
    /// <param name="entries">Its data: a file of settings for each component.</param>
    /// <param name="before">What held until now.</param>
    /// <param name="app">What the values are laid over.</param>
    public static SettingsOverlay Read(IReadOnlyDictionary<string, string> entries, SettingsOverlay before, AutocuraOptions app)
    {
        var values = new Dictionary<string, string>();
        var problems = new Dictionary<string, string>();
        foreach (var (component, file) in Component.All.SelectMany(component => component.Files.Select(file => (component, file))).Where(one => entries.ContainsKey(one.file)))
        {
            var (lines, unreadable) = PropertiesText.Read(entries[file]);
            foreach (var line in unreadable) problems.TryAdd(file, $"{file} has a line '{Short(line)}' that is not name=value.");
            foreach (var (name, text) in lines)
            {
                if (ProblemWith(name, text, component, values, app) is not { } problem) values[name] = text;
                else if (problems.TryAdd(name, $"{problem} (in {file})") && !values.ContainsKey(name) && before.Values.TryGetValue(name, out var good)) values[name] = good;
            }
        }

        foreach (var file in entries.Keys.Where(file => !Component.All.Any(component => component.Files.Contains(file)))) problems.TryAdd(file, $"{file} is no file of settings; there is {string.Join(", ", Component.All.Select(component => component.Files[0]))}.");
        return new SettingsOverlay(values, problems);
    }

    /// <summary>The app's options with what is laid over them.</summary>
    public AutocuraOptions Over(AutocuraOptions app) =>
        SettingsTable.All.Aggregate(app, (options, setting) => Values.TryGetValue(setting.Name, out var text) ? setting.Apply(options, text) ?? options : options);

    private static string? ProblemWith(string name, string text, Component component, Dictionary<string, string> values, AutocuraOptions app) =>
        SettingsTable.All.FirstOrDefault(setting => setting.Name == name) switch
        {
            null => $"{Short(name)} is no setting; those of {component.Name} are {string.Join(", ", SettingsTable.All.Where(setting => setting.Component == component).Select(setting => setting.Name))}.",
            { } setting when setting.Component != component => $"{name} belongs into {setting.Component.Files[0]}.",
            _ when values.ContainsKey(name) => $"{name} stands there twice; the first counts.",
            { } setting when setting.Apply(app, text) is null => $"{name} is '{Short(text)}'; it may be {setting.Range}{(setting.Unit.Length > 0 ? $" ({setting.Unit})" : "")}.",
            _ => null,
        };

    private static string Short(string text) => text.Length <= LongestShown ? text : $"{text[..LongestShown]}…";
}
