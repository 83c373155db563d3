using Autocura.Planning.Foresight;

namespace Autocura.Planning;

/// <summary>One option with its score and what is to be expected of it, or with the reason why it is out.</summary>
/// <remarks>
/// Simulated: score = (1 - lost with it / lost otherwise) / (1 + tries) - P(worse) - cost, where cost is one in a hundred for each step and each pod started, a tenth at most:
/// of two candidates that promise the same the smaller change wins. Not simulated: score = P(cause) x chance / (1 + tries) - risk, where the risk of several
/// steps is 1 - product of (1 - risk).
/// </remarks>
internal sealed record Appraisal(RemedyOption Option, double Score, double Risk, string? Rejected)
{
    private const double CostOfEach = 0.01;
    private const double MostCost = 0.1;

    /// <summary>Null when it was not simulated.</summary>
    public Forecast? Forecast { get; private init; }

    public static Appraisal Of(RemedyOption option, IReadOnlyDictionary<string, ActionProfile> profiles, WorkloadModel model, PlanRequest request)
    {
        if (option.Refused is { } refused)
        {
            return new Appraisal(option, 0, 0, refused);
        }

        if (option.Steps.FirstOrDefault(step => !profiles.ContainsKey(step.Action)) is { } unknown)
        {
            return new Appraisal(option, 0, 0, $"there is no action named {unknown.Action}; known are {string.Join(", ", profiles.Keys.Order())}");
        }

        var risk = Math.Round(1 - option.Steps.Aggregate(1.0, (safe, step) => safe * (1 - profiles[step.Action].Risk)), 6);
        // What was prescribed is for what its author saw, whatever the diagnosis makes of it.
        var cures = option.Origin is null ? option.Belief.Probability * option.Chance.Mean : option.Chance.Mean;
        if (!request.Foresight.IsEnabled)
        {
            var plain = (cures / (1 + option.Tries)) - risk;
            return new Appraisal(option, plain, risk, Rejection(option, profiles, plain, request));
        }

        var effect = option.Steps.Max(step => profiles[step.Action].PodsOf(step.Target.Kind));
        var forecast = new CandidateSimulation(model, request.Foresight, $"{request.Incident.RecordName}/{request.Attempt}").Run(effect, cures, risk);
        var score = ScoreOf(forecast, option);
        var rejected = Rejection(option, profiles, score, request) ?? TooRisky(forecast, request.Foresight);
        return new Appraisal(option, score, Math.Round(forecast.Worsens, 4), rejected) { Forecast = forecast };
    }

    public Candidate ToCandidate() => new(Option.Action, Option.Target, Option.Belief.Hypothesis.Cause, Math.Round(Score, 4), Rejected) { Forecast = Forecast, Chance = Option.Chance };

    private static double ScoreOf(Forecast forecast, RemedyOption option)
    {
        var gain = forecast.LostOtherwise > 0 ? 1 - (forecast.LostMinutes / forecast.LostOtherwise) : 0;
        var cost = Math.Min(MostCost, CostOfEach * (option.Steps.Count + forecast.PodsStarted));
        return (gain / (1 + option.Tries)) - forecast.Worsens - cost;
    }

    private static string? TooRisky(Forecast forecast, ForesightTerms terms) => forecast.Worsens > terms.RiskThreshold
        ? $"it makes things worse in {forecast.Worsens:0%} of its simulated futures, above the threshold of {terms.RiskThreshold:0%}"
        : null;

    private static string? Rejection(RemedyOption option, IReadOnlyDictionary<string, ActionProfile> profiles, double score, PlanRequest request)
    {
        var cause = option.Belief.Hypothesis.Cause;
        return option switch
        {
            { Origin: not null } => option.Tries > 0 ? "it was tried in this incident, and the next is its turn" : null,
            { IsJoint: true } when option.Belief.Probability < request.LeastProbability => $"that both causes are true has a probability of {option.Belief.Probability:0%}, below {request.LeastProbability:0%}",
            _ when !option.IsJoint && option.Steps.FirstOrDefault(step => !profiles[step.Action].Suits.Contains(cause)) is { } unsuited => $"{unsuited.Action} is not meant for {cause}",
            { Tries: >= Planner.MaximumTries } => $"it was tried {option.Tries} times in this incident without effect",
            { Belief.Probability: < Planner.MinimumForAnyCause } => $"{cause} has a probability of {option.Belief.Probability:0%}, below {Planner.MinimumForAnyCause:0%}",
            _ when score <= 0 => $"its risk outweighs what it promises (score {score:0.00})",
            _ => null,
        };
    }
}
