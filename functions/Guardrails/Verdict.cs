using System.Text.Json.Serialization;

namespace Autocura.Guardrails;

/// <summary>
/// One guardrail's answer, with its reason. Flat on purpose: it crosses durable boundaries, where a serializer that writes the run-time type
/// would lose a polymorphic discriminator.
/// </summary>
public sealed record Verdict(VerdictKind Kind, string Guardrail, string Reason)
{
    /// <summary>How soon something that could not be read is asked for again.</summary>
    public static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(15);

    /// <summary>When the answer will or may be another, so that it is asked for again then; null when nobody can tell.</summary>
    public DateTimeOffset? ChangesAt { get; init; }
}

/// <summary>Ordered by weight: the heaviest of all guardrails' answers decides.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VerdictKind>))]
public enum VerdictKind
{
    Allowed,
    NeedsApproval,
    Wait,
    Denied,
}
