using System.Text;

namespace Autocura.Support.Yardstick;

/// <summary>Says in words what was right, what was answered, and what the answers rest on: for whoever works on the rules.</summary>
internal static class CaseExplanation
{
    private const int MostAnswers = 4;
    private const int MostClues = 6;

    public static string Of(CaseResult result)
    {
        var text = new StringBuilder();
        text.AppendLine($"{(result.IsRight ? "RIGHT" : "WRONG")} {result.Scenario} (seed {result.Seed}, {result.Variant}), diagnosed: {result.Workload}, by {Signals(result)}");
        text.AppendLine($"  truth: {result.Truth}; its place: {Place(result.Rank)}; of the cause alone: {Place(result.CauseRank)}; of the object alone: {Place(result.ObjectRank)}");
        if (result.Action.Length > 0)
        {
            text.AppendLine($"  would do: {result.Action}");
        }

        foreach (var (answer, hypothesis) in result.Answers.Zip(result.Hypotheses).Take(MostAnswers))
        {
            text.AppendLine($"  {answer}: {hypothesis.Headline}");
            foreach (var step in hypothesis.Chain)
            {
                text.AppendLine($"      via {step}");
            }

            foreach (var clue in hypothesis.Clues.Take(MostClues))
            {
                text.AppendLine($"      {clue.Weight,6:+0.00;-0.00} {clue.Text}");
            }
        }

        foreach (var gap in result.Evidence.Gaps)
        {
            text.AppendLine($"  gap: {gap}");
        }

        return text.ToString();
    }

    private static string Signals(CaseResult result) => result.Signals.Count == 0 ? "nobody's alert" : string.Join(", ", result.Signals.Distinct());

    private static string Place(int rank) => rank == 0 ? "none" : $"{rank}";
}
