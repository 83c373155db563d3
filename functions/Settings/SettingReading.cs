namespace Autocura.Settings;

/// <summary>One setting as it holds now: its value, who said so, and what is wrong with what was written for it; empty when nothing is.</summary>
public sealed record SettingReading(string Name, string Component, string Value, string Source, string Problem)
{
    /// <summary>What it counts; empty for what is no number.</summary>
    public string Unit { get; init; } = "";

    /// <summary>What may stand there.</summary>
    public string Range { get; init; } = "";

    /// <summary>What it decides.</summary>
    public string Meaning { get; init; } = "";
}
