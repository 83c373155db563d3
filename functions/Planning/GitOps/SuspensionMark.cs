using System.Globalization;
using System.Text.Json.Nodes;

namespace Autocura.Planning.GitOps;

/// <summary>
/// What stands on an Application, Kustomization or HelmRelease while this system keeps it from writing: who suspended it, how it was before, and until when. It
/// stands on the object itself, so that whoever looks at it knows, and nothing is lost with a process.
/// </summary>
public static class SuspensionMark
{
    public const string By = "autocura.io/suspended-by";
    public const string Was = "autocura.io/suspended-was";
    public const string Since = "autocura.io/suspended-since";
    public const string Until = "autocura.io/suspended-until";

    private const string Application = "Application";
    private const string Nothing = "null";

    private static readonly string[] Marks = [By, Was, Since, Until];

    /// <summary>Suspends the object and marks it. One that is marked already keeps how it was at first.</summary>
    /// <param name="target">The object, which is changed.</param>
    /// <param name="by">The plan that suspends it.</param>
    /// <param name="at">When, and until when at the latest; null where the plan does not say.</param>
    public static void Put(JsonObject target, string by, (string Since, string Until)? at)
    {
        var was = target["kind"]?.ToString() == Application ? TakeAutomation(target) : TakeFlux(target);
        var metadata = (JsonObject)target["metadata"]!;
        var notes = metadata["annotations"] as JsonObject ?? [];
        notes[By] = by;
        notes[Was] ??= was;
        if (at is { } times)
        {
            (notes[Since], notes[Until]) = (times.Since, times.Until);
        }

        metadata["annotations"] ??= notes;
    }

    /// <summary>Gives the object back as it was, and takes the marks away. What a person has set since stays.</summary>
    public static void Lift(JsonObject target)
    {
        var notes = (JsonObject)target["metadata"]!["annotations"]!;
        var was = notes[Was]?.GetValue<string>() is { } text && text != Nothing ? JsonNode.Parse(text) : null;
        var spec = target["spec"] as JsonObject ?? [];
        if (target["kind"]?.ToString() != Application && spec["suspend"]?.ToString() == "true")
        {
            Set(spec, "suspend", was);
        }
        else if (target["kind"]?.ToString() == Application && was is not null && spec["syncPolicy"]?["automated"] is null)
        {
            var policy = spec["syncPolicy"] as JsonObject ?? [];
            spec["syncPolicy"] ??= policy;
            policy["automated"] = was;
        }

        foreach (var mark in Marks)
        {
            notes.Remove(mark);
        }
    }

    public static bool IsOn(JsonObject target) => Note(target, By) is not null;

    /// <summary>Why it may be lifted; null while it must stay. What its plan holds still is not asked here.</summary>
    public static string? Due(JsonObject target, DateTimeOffset now)
    {
        if (Moment(Note(target, Until)) is { } until && now >= until)
        {
            return $"its time was over at {until:yyyy-MM-dd HH:mm} (UTC); the tool applies what Git has";
        }

        // It moves only when the result does: what was compared before the plan wrote anything is no agreement.
        var compared = Moment(target["status"]?["reconciledAt"]?.ToString());
        var since = Moment(Note(target, Since));
        return target["status"]?["sync"]?["status"]?.ToString() == "Synced" && compared > since ? "Git and cluster agree again" : null;
    }

    public static string? Note(JsonObject target, string mark) => target["metadata"]?["annotations"]?[mark]?.ToString();

    public static string Written(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment.ToUniversalTime() : null;

    private static string TakeAutomation(JsonObject application)
    {
        var policy = application["spec"]?["syncPolicy"] as JsonObject;
        var was = policy?["automated"]?.ToJsonString() ?? Nothing;
        policy?.Remove("automated");
        return was;
    }

    private static string TakeFlux(JsonObject target)
    {
        var spec = (JsonObject)target["spec"]!;
        var was = spec["suspend"]?.ToJsonString() ?? Nothing;
        spec["suspend"] = true;
        return was;
    }

    private static void Set(JsonObject spec, string field, JsonNode? value)
    {
        if (value is null)
        {
            spec.Remove(field);
        }
        else
        {
            spec[field] = value;
        }
    }
}
