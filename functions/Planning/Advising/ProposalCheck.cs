using Autocura.Diagnosis;
using Autocura.Diagnosis.Advising;
using Autocura.Incidents;
using Autocura.Policies.Runbooks;

namespace Autocura.Planning.Advising;

/// <summary>
/// Judges one action that a language model proposes: it must be one that a model may propose, meant for a cause that it names, on an object that the evidence names, with parameters of the right form
/// that do not ask for much more than there is now.
/// </summary>
internal static class ProposalCheck
{
    private static readonly string[] Workloads = ["Deployment", "StatefulSet", "DaemonSet"];

    /// <summary>The action, or why it is refused.</summary>
    public static (AdvisedAction? Action, string Refused) Judge(AnswerAction proposed, IReadOnlyList<AdvisedCause> causes, AdviceScene scene)
    {
        if (AdviceVocabulary.Actions.FirstOrDefault(rule => rule.Action == proposed.Action) is not { } rule || !scene.Profiles.TryGetValue(rule.Action, out var profile))
        {
            return (null, "no model may propose it");
        }

        if (causes.FirstOrDefault(named => profile.Suits.Contains(named.Cause)) is not { } cause)
        {
            return (null, $"it is meant for none of the causes named ({string.Join(", ", causes.Select(named => named.Cause))})");
        }

        if (scene.Find(proposed.Target) is not { } target)
        {
            return (null, "the evidence names no such object");
        }

        return (IsAbout(rule, target) ? ParameterProblem(proposed, rule, target, scene) : $"it is not done to a {target.Kind}") is { } problem
            ? (null, problem)
            : (new AdvisedAction(cause.Cause, new Remedy(rule.Action, target, ParametersOf(proposed), $"proposed by {scene.Adviser} for {cause.Cause}") { Chance = CureChance.Fair }), "");
    }

    private static bool IsAbout(StepRule rule, ObjectRef target) => rule.Target switch
    {
        StepTarget.Workload => Workloads.Contains(target.Kind),
        StepTarget.Pod => target.Kind == "Pod",
        StepTarget.Node => target.Kind == "Node",
        StepTarget.OfKind => target.Kind == rule.Kind,
        _ => true,
    };

    private static string? ParameterProblem(AnswerAction proposed, StepRule rule, ObjectRef target, AdviceScene scene)
    {
        if (proposed.Parameters.GroupBy(parameter => parameter.Name, StringComparer.Ordinal).Any(same => same.Count() > 1))
        {
            return "a parameter is given twice";
        }

        if (proposed.Parameters.FirstOrDefault(parameter => !rule.Parameters.Any(known => known.Name == parameter.Name)) is { } unknown)
        {
            return $"it takes no parameter '{AdviceReader.Visible(unknown.Name, 40)}'";
        }

        if (proposed.Parameters.Any(parameter => parameter.Value.Length > AdviceSchema.LongestName || AdviceReader.Visible(parameter.Value, AdviceSchema.LongestName) != parameter.Value))
        {
            return "the value of a parameter is too long, or holds what cannot be seen";
        }

        var step = new RunbookStep { Action = rule.Action, Params = WithTarget(ParametersOf(proposed), rule, target) };
        return StepCheck.Problems(new RunbookSpec { Steps = [step] }, new Dictionary<string, string>()).Select(problem => AdviceReader.Visible(problem.Split("): ", 2)[^1].TrimEnd('.'), 200)).FirstOrDefault()
            ?? ProposalBounds.Problem(ParametersOf(proposed), target, scene.Evidence);
    }

    private static Dictionary<string, string> ParametersOf(AnswerAction proposed) => proposed.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value, StringComparer.Ordinal);

    // A runbook names its target by parameters: what is missing there is not missing here.
    private static Dictionary<string, string> WithTarget(Dictionary<string, string> parameters, StepRule rule, ObjectRef target)
    {
        if (rule.Target is StepTarget.OfKind or StepTarget.Named) parameters.TryAdd(StepRules.TargetName, target.Name);
        if (rule.Target is StepTarget.Named) parameters.TryAdd(StepRules.TargetKind, target.Kind);
        return parameters;
    }
}
