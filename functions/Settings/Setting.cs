using System.Globalization;

namespace Autocura.Settings;

/// <summary>
/// One setting that may be changed while the system runs: its name, what it means, and what may stand there. A value that is refused changes nothing.
/// </summary>
public sealed record Setting
{
    public required string Name { get; init; }

    public required Component Component { get; init; }

    /// <summary>What it decides, in a sentence.</summary>
    public required string Meaning { get; init; }

    /// <summary>What it counts; empty for what is no number.</summary>
    public string Unit { get; init; } = "";

    /// <summary>What may stand there, in words.</summary>
    public required string Range { get; init; }

    /// <summary>The value that the options have, as it would be written.</summary>
    public required Func<AutocuraOptions, string> Shown { get; init; }

    /// <summary>The options with this value; null when it may not stand there.</summary>
    public required Func<AutocuraOptions, string, AutocuraOptions?> Apply { get; init; }

    /// <summary>A number within bounds.</summary>
    public static Setting Number(string name, NumberRange range, Func<AutocuraOptions, double> get, Func<AutocuraOptions, double, AutocuraOptions> set) => new()
    {
        Name = name,
        Component = Component.Global,
        Meaning = "",
        Range = $"{range}",
        Shown = options => get(options).ToString(CultureInfo.InvariantCulture),
        Apply = (options, text) => range.Read(text) is { } number ? set(options, number) : null,
    };

    /// <summary>true or false.</summary>
    public static Setting Switch(string name, Func<AutocuraOptions, bool> get, Func<AutocuraOptions, bool, AutocuraOptions> set) => new()
    {
        Name = name,
        Component = Component.Global,
        Meaning = "",
        Range = "true or false",
        Shown = options => get(options) ? "true" : "false",
        Apply = (options, text) => bool.TryParse(text, out var value) ? set(options, value) : null,
    };

    /// <summary>Text that a part of the system goes by.</summary>
    public static Setting Word(string name, Func<AutocuraOptions, string> get, Func<AutocuraOptions, string, AutocuraOptions?> set) => new()
    {
        Name = name,
        Component = Component.Global,
        Meaning = "",
        Range = "",
        Shown = get,
        Apply = set,
    };
}
