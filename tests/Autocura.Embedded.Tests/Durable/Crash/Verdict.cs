using System.Text.RegularExpressions;

namespace Autocura.Embedded.Tests.Durable.Crash;

/// <summary>Compares a life after a kill with a life that nobody disturbed.</summary>
internal static partial class Verdict
{
    /// <summary>How the story ends when nothing happens to it.</summary>
    public static IReadOnlyList<string> Undisturbed(Life life)
    {
        using var remains = new Remains(life.Run.DatabasePath);
        remains.Faults().ShouldBeEmpty();
        return remains.Outcomes();
    }

    /// <summary>Demands that the kill cannot be seen, given the results that the killed engine had recorded.</summary>
    public static void Demand(Life life, IReadOnlySet<string> recorded, IReadOnlyList<string> expected, string where) =>
        Demand(life.Run.DatabasePath, life.Run.Functions.Runs.SelectMany(run => Text().Matches(run)).Select(text => text.Groups[1].Value), recorded, expected, where);

    /// <summary>As the other, for a life in another process, whose activities ran with these labels.</summary>
    public static void Demand(string path, IEnumerable<string> ran, IReadOnlySet<string> recorded, IReadOnlyList<string> expected, string where)
    {
        using var remains = new Remains(path);
        remains.Outcomes().ShouldBe(expected, where);
        remains.Faults().ShouldBeEmpty(where);
        recorded.Where(MustBeUsed).Except(remains.Results()).ShouldBeEmpty($"{where}: results that were recorded and lost");
        ran.Intersect(recorded.Select(LabelOf).Where(MayRunOnce)).ShouldBeEmpty($"{where}: activities that ran again though their end was recorded");
    }

    /// <summary>Which activity gave a result.</summary>
    public static string LabelOf(string result) => result[..result.IndexOf('#', StringComparison.Ordinal)];

    private static bool MayRunOnce(string label) => !label.StartsWith('!');

    private static bool MustBeUsed(string result) => !result.StartsWith('!') && !result.StartsWith('~');

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Text();
}
