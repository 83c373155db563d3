namespace Autocura.Incidents;

/// <summary>When an incident asks a language model for its opinion.</summary>
/// <param name="AskBelow">It is asked when the most probable cause is less probable than this, above 0; with 1, always.</param>
/// <param name="Within">How long that may take, all in all.</param>
public sealed record AdviceSettings(double AskBelow, TimeSpan Within)
{
    /// <summary>Whether a diagnosis is so little sure of itself that another opinion is worth its price.</summary>
    public bool IsAsked(double probability) => AskBelow >= 1 || probability < AskBelow;
}
