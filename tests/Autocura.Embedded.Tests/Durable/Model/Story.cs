using System.Text;

namespace Autocura.Embedded.Tests.Durable.Model;

/// <summary>A random orchestration and what the outside world does to it meanwhile.</summary>
internal sealed record Story(int Seed, Step Program, IReadOnlyList<OutsideStep> Script)
{
    /// <summary>How often a program may start over.</summary>
    public const int MostRuns = 3;

    /// <summary>When everything starts. Fractions of a second belong to timers, whole seconds to the outside world.</summary>
    public static readonly DateTime Start = new(2026, 1, 5, 8, 0, 0, DateTimeKind.Utc);

    public static DateTime At(int second) => Start.AddSeconds(second);

    public string RootId => $"story-{Seed}";

    public string ChosenId(int id) => $"{RootId}.{id}";

    /// <summary>What the instance of a sub-orchestration runs; zero is the program itself.</summary>
    public Step BodyOf(int child) => child == 0 ? Program : Program.All().OfType<Step.Child>().Single(step => step.Label == child).Body;

    /// <summary>As code, one step a line.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().AppendLine($"seed {Seed}");
        Write(text, Program, 1);
        foreach (var step in Script) text.AppendLine($"  {step}");
        return text.ToString();
    }

    private static void Write(StringBuilder text, Step step, int depth)
    {
        var line = step switch
        {
            Step.Sequence => "sequence",
            Step.WhenAll => "all",
            Step.WhenAny any => any.CancelLosers ? "any, cancels losers" : "any",
            Step.Guard => "try, catch",
            Step.Child child => $"child {child.Label}{(child.ChosenId is { } id ? $" with chosen id {id}" : "")} {child.Retry}",
            _ => step.ToString(),
        };
        text.Append(' ', 2 * depth).AppendLine(line);
        foreach (var part in step.Parts()) Write(text, part, depth + 1);
    }
}

/// <summary>What happens to an instance from outside, so many seconds after the start.</summary>
internal sealed record OutsideStep(int Second, OutsideKind Kind)
{
    public string Event { get; init; } = "";

    /// <summary>The chosen id of the sub-orchestration that is meant; zero for the program itself.</summary>
    public int Child { get; init; }
}

internal enum OutsideKind
{
    Raise,
    Suspend,
    Resume,
    Terminate,
    TerminateAll,
    Restart,
}

/// <summary>The input of every instance of a story.</summary>
internal sealed record StoryInput(int Seed, int Body, int Run, string Path);

/// <summary>The input of every activity of a story.</summary>
internal sealed record CallInput(int Seed, string Path, int Run, string Label, int Seconds, int FailFirst, Guid Id)
{
    /// <summary>Who calls: the same for each attempt, and after a restart.</summary>
    public string Key => $"{Path}#{Run} {Label}";
}

/// <summary>What an activity returns.</summary>
internal sealed record CallOutput(string Text, Guid Id);
