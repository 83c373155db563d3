using System.Globalization;
using Autocura.Guardrails.Facts;

namespace Autocura.Guardrails.Rules;

/// <summary>
/// Honours what people wrote on the workload, on an object that a step would change, or on their namespaces, to keep the system away. Every word counts, wherever
/// it stands; one that cannot be understood keeps the system away too, since somebody meant something by it.
/// </summary>
internal sealed class OptOutRule : IGuardrail
{
    // RFC 3339 profiles of ISO 8601, with an offset: a local time would mean another moment on another machine.
    private static readonly string[] Rfc3339 =
        ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    public string Name => "OptOut";

    public Verdict Review(PlanUnderReview review)
    {
        if (review.Facts.Targets.Denies(review, Name, "Who has opted out", out var targets, out var unread))
        {
            return unread;
        }

        var objection = targets.Select(target => Objection($"{target.Ref}", target.Annotations, review) ?? Objection($"Namespace {target.Ref.Namespace}", target.NamespaceAnnotations, review))
            .FirstOrDefault(found => found is not null);
        return objection is null
            ? new Verdict(VerdictKind.Allowed, Name, "Nobody has opted out.")
            : new Verdict(VerdictKind.Denied, Name, objection);
    }

    private static string? Objection(string whose, IReadOnlyDictionary<string, string> annotations, PlanUnderReview review) =>
        Flag(whose, annotations, Annotations.Ignore, keepsAway: true)
        ?? Flag(whose, annotations, Annotations.Managed, keepsAway: false)
        ?? Pause(whose, annotations, review.Now)
        ?? Actions(whose, annotations, review);

    private static string? Flag(string whose, IReadOnlyDictionary<string, string> annotations, string key, bool keepsAway)
    {
        if (!annotations.TryGetValue(key, out var text))
        {
            return null;
        }

        return bool.TryParse(text, out var value)
            ? value == keepsAway ? $"{key} on {whose} is \"{text}\"." : null
            : $"{key} on {whose} is \"{text}\", which is neither true nor false.";
    }

    private static string? Pause(string whose, IReadOnlyDictionary<string, string> annotations, DateTimeOffset now)
    {
        if (!annotations.TryGetValue(Annotations.PauseUntil, out var text))
        {
            return null;
        }

        var readable = DateTimeOffset.TryParseExact(text, Rfc3339, CultureInfo.InvariantCulture, DateTimeStyles.None, out var until) && HasOffset(text);
        return readable
            ? until > now ? $"{Annotations.PauseUntil} on {whose} is {text}." : null
            : $"{Annotations.PauseUntil} on {whose} is \"{text}\", which is no RFC 3339 time such as 2030-01-31T18:00:00Z.";
    }

    private static bool HasOffset(string text) => text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T');

    private static string? Actions(string whose, IReadOnlyDictionary<string, string> annotations, PlanUnderReview review)
    {
        if (!annotations.TryGetValue(Annotations.AllowedActions, out var text))
        {
            return null;
        }

        var allowed = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var refused = review.Plan.Steps.FirstOrDefault(step => !allowed.Contains(step.Action));
        return refused is null ? null : $"{Annotations.AllowedActions} on {whose} is \"{text}\" and does not name {refused.Action}.";
    }
}
