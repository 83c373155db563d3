namespace Autocura.Signals.Looks;

/// <summary>A node that is in trouble: what with, and since when.</summary>
public sealed record NodeLook(string Name, string Trouble, DateTimeOffset? Since)
{
    /// <summary>True when it is only closed for new pods: a person's decision, which harms no pod by itself.</summary>
    public bool IsOnlyCordoned { get; init; }
}
