using Autocura.Incidents;

namespace Autocura.Guardrails.Rules;

/// <summary>Asks a person before something critical is changed: by <c>autocura.io/criticality</c> on the object or its namespace. A word that is no criticality counts as the highest.</summary>
internal sealed class CriticalityRule : IGuardrail
{
    public string Name => "Criticality";

    public Verdict Review(PlanUnderReview review)
    {
        if (review.Facts.Targets.Denies(review, Name, "How critical the objects are", out var targets, out var unread))
        {
            return unread;
        }

        var limit = review.Settings.Review.ApproveFrom;
        foreach (var target in targets)
        {
            // The object's own word counts before that of its namespace.
            var word = target.Annotations.GetValueOrDefault(Annotations.Criticality) ?? target.NamespaceAnnotations.GetValueOrDefault(Annotations.Criticality);
            if (word is not null && Of(word) >= limit)
            {
                return new Verdict(VerdictKind.NeedsApproval, Name, $"{Annotations.Criticality} of {target.Ref} is \"{word}\": a person must approve a change of what is {Word(limit)} or above.");
            }
        }

        return new Verdict(VerdictKind.Allowed, Name, $"Nothing here is {Word(limit)} or above.");
    }

    private static Criticality Of(string word) => Enum.TryParse<Criticality>(word.Trim(), ignoreCase: true, out var known) && !int.TryParse(word, out _) ? known : Criticality.Critical;

    private static string Word(Criticality criticality) => criticality.ToString().ToLowerInvariant();
}
