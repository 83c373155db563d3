namespace Autocura.Planning;

/// <summary>One option with its score, or with the reason why it is out.</summary>
internal sealed record Appraisal(RemedyOption Option, double Score, double Risk, string? Rejected)
{
    public static Appraisal Of(RemedyOption option, IReadOnlyDictionary<string, ActionProfile> profiles)
    {
        if (option.Steps.FirstOrDefault(step => !profiles.ContainsKey(step.Action)) is { } unknown)
        {
            return new Appraisal(option, 0, 0, $"there is no action named {unknown.Action}; known are {string.Join(", ", profiles.Keys.Order())}");
        }

        var risk = Math.Round(1 - option.Steps.Aggregate(1.0, (safe, step) => safe * (1 - profiles[step.Action].Risk)), 6);
        var score = (option.Belief.Probability * option.Chance / (1 + option.Tries)) - risk;
        return new Appraisal(option, score, risk, Rejection(option, profiles, score));
    }

    public Candidate ToCandidate() => new(Option.Action, Option.Target, Option.Belief.Hypothesis.Cause, Score, Rejected);

    private static string? Rejection(RemedyOption option, IReadOnlyDictionary<string, ActionProfile> profiles, double score)
    {
        var cause = option.Belief.Hypothesis.Cause;
        return option switch
        {
            _ when option.Steps.FirstOrDefault(step => !profiles[step.Action].Suits.Contains(cause)) is { } unsuited => $"{unsuited.Action} is not meant for {cause}",
            { Tries: >= Planner.MaximumTries } => $"it was tried {option.Tries} times in this incident without effect",
            { Belief.Probability: < Planner.MinimumForAnyCause } => $"{cause} has a probability of {option.Belief.Probability:0%}, below {Planner.MinimumForAnyCause:0%}",
            _ when score <= 0 => $"its risk outweighs what it promises (score {score:0.00})",
            _ => null,
        };
    }
}
