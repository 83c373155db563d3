namespace Autocura.Signals;

/// <summary>
/// One condition that holds now. It becomes an alert when it has held for its grace: what merely starts, or is about to be put right by the cluster itself,
/// is nobody's incident.
/// </summary>
public sealed record Finding(Observation Observation, Subject Subject)
{
    /// <summary>What tells this finding from others of its kind on the same subject: a node, a service. Empty where there can be only one.</summary>
    public string About { get; init; } = "";

    /// <summary>Since when it holds, as the cluster says; null where the cluster does not say: then since it was first seen.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>How long it must hold.</summary>
    public TimeSpan Grace { get; init; }

    /// <summary>Since when it does not hold any more, while that is too short to call it gone; null: it holds.</summary>
    public DateTimeOffset? QuietSince { get; init; }

    /// <summary>The cluster's own words and numbers, redacted; at most 200 characters.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Which detectors saw it in a series, and how strongly; empty for what is read off an object. At most 200 characters.</summary>
    public string SeenBy { get; init; } = "";
}
