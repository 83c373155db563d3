using Autocura.Diagnosis.Surroundings;

namespace Autocura.Diagnosis;

/// <summary>What rules say about an object that changed near the workload: when, how, and what would take the change back.</summary>
internal static class Changes
{
    private const int MostFields = 3;

    public static IReadOnlyList<ObjectChange> ChangedObjects(this Evidence evidence) => evidence.Surroundings?.Changes ?? [];

    /// <summary>The workload's own change against its last known good; null when it is as it was.</summary>
    public static ObjectChange? OwnChange(this Evidence evidence) =>
        evidence.ChangedObjects().FirstOrDefault(change => change.Relation is ObjectRelation.Itself && change.IsAgainstKnownGood);

    /// <summary>A field of the workload that is not as it was in its last known good; null when it is, or nobody knows.</summary>
    public static FieldChange? OwnField(this Evidence evidence, params ReadOnlySpan<string> names)
    {
        foreach (var field in evidence.OwnChange()?.Fields ?? [])
        {
            foreach (var name in names)
            {
                if (field.Path.Contains(name, StringComparison.Ordinal))
                {
                    return field;
                }
            }
        }

        return null;
    }

    /// <summary>
    /// What the current release, or the workload against its last known good, changed in a field: release lines first ("command of app: a -> b"). Null when
    /// neither changed it.
    /// </summary>
    public static string? Changed(this Evidence evidence, string releaseField, string specField) =>
        (evidence.ReleasedBeforeOnset() ? evidence.Current()!.ChangeOf(releaseField) : null)
        ?? (evidence.OwnField(specField) is { } field ? field.InWords() : null);

    public static string InWords(this FieldChange field) => $"{field.Path}: {field.Before ?? "none"} -> {field.After ?? "none"}";

    /// <summary>The change's time and its content as clues.</summary>
    public static IEnumerable<Clue> Clues(this ObjectChange change, Evidence evidence)
    {
        if (change.At is { } at)
        {
            yield return Timing.Clue($"{change.Target} was {Verb(change.Kind)}{By(change)}", at, evidence) with { SeenOn = change.Target };
        }

        if (change.IsAgainstKnownGood)
        {
            var fields = string.Join("; ", change.Fields.Take(MostFields).Select(InWords));
            yield return new Clue(change.Kind switch
            {
                ChangeKind.Created => $"{change.Target} was not there when the namespace was last healthy",
                ChangeKind.Deleted => $"{change.Target} was there when the namespace was last healthy, and is gone",
                _ => $"{change.Target} is not as it was when the namespace was last healthy: {fields}",
            }, Likelihood.Substantial)
            { SeenOn = change.Target, Field = change.Fields is [var first, ..] ? first.Path : "" };
        }
        else if (evidence.Surroundings?.LastHealthyAt is not null && change.Kind is ChangeKind.Changed)
        {
            yield return new Clue($"{change.Target} is as it was when the namespace was last healthy", -Likelihood.Strong) { SeenOn = change.Target };
        }
    }

    /// <summary>How close the object is to the workload.</summary>
    public static Clue RelationClue(this ObjectChange change, Evidence evidence) => change.Relation switch
    {
        ObjectRelation.SameNamespace => new Clue($"nothing connects {change.Target} with {evidence.Workload.Name}", -Likelihood.Substantial) { SeenOn = change.Target },
        ObjectRelation.Dependency => new Clue($"{change.Target} belongs to what {evidence.Workload.Name} calls", Likelihood.Slight) { SeenOn = change.Target },
        ObjectRelation.Namespace or ObjectRelation.Node or ObjectRelation.Cluster => new Clue($"{change.Target} concerns all pods there", 0) { SeenOn = change.Target },
        _ => new Clue($"{change.Target} is {InWords(change.Relation)} {evidence.Workload.Name}", Likelihood.Substantial) { SeenOn = change.Target },
    };

    /// <summary>
    /// Services that it calls, of which a field was changed and its log complains: with the field and the word. The pods behind them need not be known.
    /// </summary>
    public static IEnumerable<(ObjectChange Change, FieldChange Field, string Complaint)> CalledServices(this Evidence evidence, string field) =>
        from change in evidence.ChangedObjects()
        where change is { Target.Kind: "Service", Kind: ChangeKind.Changed, Relation: ObjectRelation.SameNamespace or ObjectRelation.Dependency }
        let changed = change.Fields.FirstOrDefault(one => one.Path.StartsWith(field, StringComparison.Ordinal))
        where changed is not null
        let complaint = evidence.ComplaintOf(change.Target.Name)
        where complaint is not null
        select (change, changed, complaint);

    /// <summary>The same as clues.</summary>
    public static IReadOnlyList<Clue> Clues(this (ObjectChange Change, FieldChange Field, string Complaint) called, Evidence evidence) =>
    [
        new Clue($"changed: {called.Field.InWords()}", Likelihood.Strong) { SeenOn = called.Change.Target, Field = called.Field.Path },
        new Clue($"the log of {evidence.Workload.Name} names {called.Change.Target.Name} and says \"{called.Complaint}\"", Likelihood.Substantial) { Field = "log" },
        .. called.Change.Clues(evidence),
    ];

    /// <summary>What takes the change back: removal of what is new, else the last known good where one is kept.</summary>
    public static IReadOnlyList<Remedy> Remedies(this ObjectChange change) => change switch
    {
        { Kind: ChangeKind.Created } =>
            [new Remedy(ActionNames.RemoveObject, change.Target, new Dictionary<string, string>(), $"{change.Target} was not there when all was well")],
        { KnownGoodHash.Length: > 0 } => [change.Restore()],
        _ => [],
    };

    /// <summary>Back to the last known good.</summary>
    public static Remedy Restore(this ObjectChange change) => new(
        ActionNames.RestoreKnownGood,
        change.Target,
        new Dictionary<string, string> { [ActionParameters.KnownGoodHash] = change.KnownGoodHash },
        change.Fields.Count > 0 ? $"back to what was well: {change.Fields[0].Path} = {change.Fields[0].Before ?? "none"}" : "back to what was well");

    private static string InWords(ObjectRelation relation) => relation switch
    {
        ObjectRelation.Configuration => "configuration of",
        ObjectRelation.Storage => "storage of",
        ObjectRelation.InFront => "in front of",
        ObjectRelation.Scaling => "what scales",
        ObjectRelation.Policy => "a policy for",
        ObjectRelation.Owner => "the owner of",
        ObjectRelation.Experiment => "an experiment on",
        _ => "a part of",
    };

    private static string Verb(ChangeKind kind) => kind switch
    {
        ChangeKind.Created => "created",
        ChangeKind.Deleted => "deleted",
        _ => "changed",
    };

    private static string By(ObjectChange change) => change.By.Length == 0 ? "" : $" by {change.By}";
}
