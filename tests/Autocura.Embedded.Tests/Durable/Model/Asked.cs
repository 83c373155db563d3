namespace Autocura.Embedded.Tests.Durable.Model;

/// <summary>Something that the code of a model run has asked for.</summary>
internal abstract record Asked
{
    internal sealed record Activity(HeldCall Call) : Asked;

    internal sealed record Timer(ModelRun Run, int Number, DateTime DueAt) : Asked;

    internal sealed record NoTimer(ModelRun Run, int Number) : Asked;

    internal sealed record Child(string Id, StoryInput Input, ModelRun Run, int Number) : Asked;

    internal sealed record Event(string Target, string Name, string Text) : Asked;
}

/// <summary>An activity in the model, which ends when the outside world lets it.</summary>
internal sealed record HeldCall(ModelRun Run, string Key, string Label, int Seconds, int FailFirst)
{
    public int Number { get; init; }

    public DateTime DueAt { get; init; }

    /// <summary>Set when its instance is terminated or replaced: it ends, but an engine that starts anew does not run it again.</summary>
    public bool IsUnwanted { get; init; }
}
