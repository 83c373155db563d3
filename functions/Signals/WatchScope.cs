namespace Autocura.Signals;

/// <summary>
/// Which workloads this system watches by itself: all of them, those that are named, or none. Alerts from outside are taken whatever is watched.
/// </summary>
public sealed record WatchScope(bool IsOff, IReadOnlyList<WatchedWorkload> Targets)
{
    /// <summary>Everything that may be read.</summary>
    public static readonly WatchScope Everything = new(false, []);

    /// <summary>
    /// Whether a finding is about something that is watched: a target, a pod of one, or what bears its name, as its Service or autoscaler does. What belongs to no
    /// namespace is watched where everything is.
    /// </summary>
    public bool Covers(Subject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return !IsOff && (Targets.Count == 0 || Targets.Any(target => target.Namespace == subject.Namespace && (target.Name == subject.Name || (subject.Kind == "Pod" && IsPodOf(target.Name, subject.Name)))));
    }

    /// <summary>A pod of a Deployment has two parts behind its name: of its release, and its own.</summary>
    private static bool IsPodOf(string deployment, string pod) =>
        pod.StartsWith($"{deployment}-", StringComparison.Ordinal) && pod[(deployment.Length + 1)..].Count(letter => letter == '-') == 1;
}

/// <summary>A Deployment that is watched.</summary>
public sealed record WatchedWorkload(string Namespace, string Name);
