using Autocura.Correlation;
using Autocura.Diagnosis;
using Autocura.Incidents;

namespace Autocura.Orchestrations;

/// <summary>The parts of an incident's story that other incidents play in.</summary>
internal static class KinStory
{
    /// <summary>When the trouble began, as far as its signals tell.</summary>
    public static DateTimeOffset Onset(this IncidentStory story) => new EvidenceRequest(story.Incident, story.Inbox.Signals).Onset();

    /// <summary>Nodes that its signals name.</summary>
    public static IReadOnlyList<string> SignalNodes(this IncidentStory story) =>
        [.. story.Inbox.Signals.Select(signal => signal.Alert.Label("node")).OfType<string>().Distinct().Take(5)];

    public static void Take(this IncidentStory story, KinRole role)
    {
        story.Kin.Become(role);
        story.Publish();
    }

    public static Task AttachAsync(this IncidentStory story, IncidentLink root)
    {
        story.Kin.Attach(root, SignalKinds(story));
        story.Note($"Waits for the incident of {root.Workload}: {root.Why}");
        return story.SaveAsync();
    }

    public static void Know(this IncidentStory story, IncidentLink root)
    {
        story.Kin.Know(root, SignalKinds(story));
        story.Publish();
    }

    public static Release Release(this IncidentStory story, Release release)
    {
        story.Kin.Leave(release);
        story.Note($"No longer waits for the incident of {release.Root.Workload} ({release.Kind}): {release.Reason}");
        return release;
    }

    public static Task<Outcome> CloseWithAsync(this IncidentStory story, IncidentLink root, OutcomeKind kind, string reason)
    {
        story.Kin.CloseWith(root);
        return story.CloseAsync(kind == OutcomeKind.HandedOver ? IncidentPhase.Escalated : IncidentPhase.Resolved, kind, reason);
    }

    /// <summary>How the episode ended, with what the next one should know of it.</summary>
    public static Outcome OutcomeOf(this IncidentStory story, IncidentPhase phase, OutcomeKind kind, string reason, DateTimeOffset at) => new()
    {
        Phase = phase,
        Kind = kind,
        Reason = reason,
        OpenedAt = story.Incident.OpenedAt,
        ClosedAt = at,
        RecordName = story.Incident.RecordName,
        Attempts = story.Attempt,
        Fingerprints = [.. story.Inbox.Fingerprints],
        Root = story.Kin.ClosesWith,
        ActedAt = story.Memory.ActedAt,
        Rises = story.Inbox.Rises,
        Remedies = story.Memory.Remedies,
    };

    /// <summary>Says why there is nobody to wait for.</summary>
    public static IncidentLink? Alone(this IncidentStory story, string reason)
    {
        story.Note(reason);
        return null;
    }

    private static IReadOnlyList<SignalType> SignalKinds(IncidentStory story) => [.. story.Inbox.Signals.Select(signal => signal.Type).Distinct()];
}
