namespace Autocura.Diagnosis;

/// <summary>Says in words why the first hypothesis outranks the second.</summary>
internal static class Ranking
{
    // A person reads the two best arguments for the winner and the best one against the loser; the rest stands in the clues.
    private const int ArgumentsFor = 2;

    public static string Reason(IReadOnlyList<Hypothesis> ranked)
    {
        var first = ranked[0];
        var speaksFor = first.Clues.Where(clue => clue.Weight > 0).Take(ArgumentsFor).Select(Argument).ToList();
        var because = speaksFor.Count > 0 ? string.Join("; ", speaksFor) : "nothing seen speaks for another cause";
        if (ranked.Count == 1)
        {
            return $"{Name(first)}: {because}.";
        }

        var second = ranked[1];
        var against = second.Clues.FirstOrDefault(clue => clue.Weight < 0) is { } clue
            ? $"; against {second.Cause}: {Argument(clue)}"
            : "";
        return $"{Name(first)} outranks {Name(second)}: {because}{against}.";
    }

    private static string Name(Hypothesis hypothesis) => $"{hypothesis.Cause} ({hypothesis.Probability:0.0%})";

    private static string Argument(Clue clue) => $"{clue.Text} ({Likelihood.InWords(clue.Weight)})";
}
