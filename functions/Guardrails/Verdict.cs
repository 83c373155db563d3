using System.Text.Json.Serialization;

namespace Autocura.Guardrails;

/// <summary>
/// One guardrail's answer, with its reason. Flat on purpose: it crosses durable boundaries, where a serializer that writes the run-time type
/// would lose a polymorphic discriminator.
/// </summary>
public sealed record Verdict(VerdictKind Kind, string Guardrail, string Reason);

/// <summary>Ordered by weight: the heaviest of all guardrails' answers decides.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VerdictKind>))]
public enum VerdictKind
{
    Allowed,
    NeedsApproval,
    Wait,
    Denied,
}
