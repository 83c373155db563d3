namespace Autocura.Guardrails.Facts;

/// <summary>
/// The world as one review sees it, read once, at one moment, each part by itself. What nobody read is unread, and so denies: forgetting to read a part never opens
/// a way.
/// </summary>
public sealed record ReviewFacts
{
    /// <summary>The objects that the plan's steps would change, in their order, each once.</summary>
    public Fact<IReadOnlyList<TargetView>> Targets { get; init; } = Fact<IReadOnlyList<TargetView>>.Unread(NotAsked);

    private const string NotAsked = "it was not asked for";
}
