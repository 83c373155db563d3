using Autocura.Incidents;

namespace Autocura.Guardrails.Notices;

/// <summary>One notice on its way through one channel.</summary>
public sealed record NoticeDelivery
{
    public required Notice Notice { get; init; }

    public required string Channel { get; init; }

    public required NoticeSettings Settings { get; init; }

    /// <summary>What the channel said last of where it tells of this incident: a message to edit, keys to close. Empty before it was told anything.</summary>
    public string Thread { get; init; } = "";

    /// <summary>Whether the channel knows of the incident: then it also hears how it ends.</summary>
    public bool IsFollowed { get; init; }

    /// <summary>How long nobody has answered, where that is why this channel is told; null otherwise.</summary>
    public TimeSpan? Unanswered { get; init; }

    /// <summary>The same for every attempt at telling this: who receives it twice can know it by this.</summary>
    public string Key => $"{Notice.RecordName}/{Notice.Number}-{Notice.Moment}{(Unanswered is { } time ? $"-{time.TotalSeconds:0}" : "")}/{Channel}".ToLowerInvariant();
}
