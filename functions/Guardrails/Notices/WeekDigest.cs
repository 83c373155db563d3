using System.Text.Json.Serialization;

namespace Autocura.Guardrails.Notices;

/// <summary>What a week was like, as people are told: bounded, and free of any markup.</summary>
/// <param name="Week">The ISO week in which it is told: "2026-W47".</param>
/// <param name="At">Until when it tells.</param>
/// <param name="Title">One line.</param>
/// <param name="Sections">What is told, in its order.</param>
public sealed record WeekDigest(string Week, DateTimeOffset At, string Title, IReadOnlyList<DigestSection> Sections)
{
    /// <summary>The same whenever the same week is told.</summary>
    [JsonIgnore]
    public string Key => $"digest/{Week}";

    public string PlainText() => string.Join("\n\n", Sections.Select(section => $"{section.Title}\n{string.Join('\n', section.Lines.Select(line => $"  {line}"))}").Prepend(Title));
}

/// <summary>Lines under a title.</summary>
public sealed record DigestSection(string Title, IReadOnlyList<string> Lines);

/// <summary>The digest of a week, and the channels that are told of it. What it tells ends at <paramref name="Until"/>, whenever it is made.</summary>
public sealed record DigestOrder(string Week, DateTimeOffset Until, IReadOnlyList<string> Channels)
{
    public const string IdPrefix = "digest-";

    /// <summary>One for every week, whoever starts it.</summary>
    [JsonIgnore]
    public string InstanceId => $"{IdPrefix}{Week}";
}

/// <summary>A digest for one channel.</summary>
public sealed record DigestDelivery(string Channel, WeekDigest Digest);
